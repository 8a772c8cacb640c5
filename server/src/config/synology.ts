import { as, type Settings } from './sources.ts'

export type SynologyConfig = {
  nasUrl: string | null
  spkKeyring: string | null
  spkKey: string | null
  spkTimestampUrl: string | null
  spkMaxUpload: number
  spkModeration: boolean
  spkFormerMembers: boolean
  spkCache: number
}

export const synology: Settings<SynologyConfig> = {
  nasUrl: {
    name: 'nasUrl',
    default: null,
    read: as.url,
    help: 'address for Synology devices, when it is not /nas below publicUrl, e.g. https://packages.example.org',
  },
  spkKeyring: {
    name: 'spkKeyring',
    default: null,
    read: as.text,
    help: 'folder of the GnuPG key ring that signs Synology packages; default: keyring in the data folder',
  },
  spkKey: {
    name: 'spkKey',
    default: null,
    read: as.text,
    help: 'fingerprint of the key that signs; default: the chosen one, or the first secret key of the ring',
  },
  spkTimestampUrl: {
    name: 'spkTimestampUrl',
    default: null,
    read: as.url,
    help: 'time-stamp service for signatures, which DSM up to 6 expects; default: none',
  },
  spkMaxUpload: {
    name: 'spkMaxUpload',
    default: 256 * 1024 ** 2,
    read: as.size,
    help: 'largest Synology package, e.g. 256M',
  },
  spkFormerMembers: {
    name: 'spkFormerMembers',
    default: false,
    read: as.truth,
    help: 'tell Synology devices services and conf files of packages as spkrepo did until 2026: depsers, conf_deppkgs …',
  },
  spkCache: {
    name: 'spkCache',
    default: 256 * 1024 ** 2,
    read: as.size,
    help: 'memory for finished answers to Synology devices, e.g. 256M; only taken when so many different ones ask',
  },
  spkModeration: {
    name: 'spkModeration',
    default: false,
    read: as.truth,
    help: 'let developers bring new Synology packages, which then wait for a package administrator',
  },
}
