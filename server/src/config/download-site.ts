import { as, type Settings } from './sources.ts'

export type DownloadSiteConfig = {
  downloadApp: string | null
  downloadArch: string
  extensionsUrl: string
  countryFile: string | null
}

export const downloadSite: Settings<DownloadSiteConfig> = {
  downloadApp: {
    name: 'downloadApp',
    default: null,
    read: as.text,
    help: 'application that the download page is about, by slug; default: the only public one',
  },
  downloadArch: {
    name: 'downloadArch',
    default: 'amd64',
    read: as.text,
    help: 'architecture for clients of the download page that name none',
  },
  extensionsUrl: {
    name: 'extensionsUrl',
    default: 'https://extensions.slicer.org/catalog/All',
    read: as.url,
    help: 'where the extensions of a revision can be browsed; /<revision>/<os> is added',
  },
  countryFile: {
    name: 'countryFile',
    default: null,
    read: as.text,
    help: 'MMDB file that knows the country of an address, e.g. GeoLite2-Country.mmdb; default: the one that comes along',
  },
}
