import { as, type Settings } from './sources.ts'

export type PicturesConfig = {
  remotePictures: boolean
  pictureHosts: readonly string[]
  pictureCache: number
}

function readHosts(text: string): string[] {
  const hosts = text.split(/[\s,]+/).filter((host) => host !== '')
  for (const host of hosts) {
    if (!URL.canParse(`http://${host}`) || new URL(`http://${host}`).host !== host) {
      throw new Error('expected hosts such as git.lab.example or git.lab.example:8443, separated by commas')
    }
  }
  return hosts
}

export const pictures: Settings<PicturesConfig> = {
  remotePictures: {
    name: 'remotePictures',
    default: true,
    read: as.truth,
    help: 'fetch icons and screenshots of extensions from their authors’ sites, so that pages show them',
  },
  pictureHosts: {
    name: 'pictureHosts',
    default: [],
    read: readHosts,
    help: 'hosts on private networks that pictures may be fetched from, e.g. git.lab.example:8443, separated by commas',
  },
  pictureCache: {
    name: 'pictureCache',
    default: 256 * 1024 ** 2,
    read: as.size,
    help: 'room for fetched pictures in the data folder, e.g. 256M',
  },
}
