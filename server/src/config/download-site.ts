import { colorPair } from '../platform/colors.ts'
import { as, type Settings } from './sources.ts'

export type DownloadSiteConfig = {
  downloadApp: string | null
  downloadArch: string
  extensionsUrl: string
  countryFile: string | null
  downloadTitle: string | null
  downloadText: string | null
  downloadLogo: string | null
  downloadColor: string | null
  downloadPreviewColor: string | null
  downloadNotice: string | null
  downloadTemplates: string | null
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
  downloadTitle: {
    name: 'downloadTitle',
    default: null,
    read: as.text,
    help: 'heading of the download page; default: "Download" and the name of the application',
  },
  downloadText: {
    name: 'downloadText',
    default: null,
    read: as.text,
    help: 'introduction of the download page; default: the description of the application',
  },
  downloadLogo: {
    name: 'downloadLogo',
    default: null,
    read: pictureAddress,
    help: 'address of the picture on the download page: https://… or a path on this server such as /download-assets/logo.svg',
  },
  downloadColor: {
    name: 'downloadColor',
    default: null,
    read: readableColor,
    help: 'colour of stable releases and buttons on the download page, e.g. #01596d',
  },
  downloadPreviewColor: {
    name: 'downloadPreviewColor',
    default: null,
    read: readableColor,
    help: 'colour of previews on the download page, e.g. #704500',
  },
  downloadNotice: {
    name: 'downloadNotice',
    default: null,
    read: as.text,
    help: 'said above everything else on the download page, for maintenance',
  },
  downloadTemplates: {
    name: 'downloadTemplates',
    default: null,
    read: as.text,
    help: 'folder with download.html, download_40x.html and assets/ in place of the pages that come along',
  },
}

/** What the security policy of the page lets in. */
function pictureAddress(text: string): string {
  if (/^\/(?!\/)/.test(text) || (/^https:\/\/./.test(text) && URL.canParse(text))) return text
  throw new Error('expected https://… or a path on this server such as /download-assets/logo.svg')
}

function readableColor(text: string): string {
  if (colorPair(text) === undefined) throw new Error('expected a colour that can be read on white, such as #01596d')
  return text.toLowerCase()
}
