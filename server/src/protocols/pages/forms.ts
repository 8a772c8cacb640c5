/** How names, sizes, times and addresses are written on pages that no script has made. */
import { type Html, html } from '../../platform/http/html.ts'
import type { Words } from './words/index.ts'

const SYSTEMS: Record<string, string> = { linux: 'Linux', win: 'Windows', macosx: 'macOS' }
export const osName = (os: string): string => SYSTEMS[os] ?? os
export const platformName = ({ os, arch }: { os: string; arch: string }): string => `${osName(os)} ${arch}`

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
/** Binary units with one decimal. */
export function size(bytes: number, { lang }: Pick<Words, 'lang'>): string {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10))
  const digits = unit === 0 ? 0 : 1
  const value = (bytes / 1024 ** unit).toFixed(digits)
  return `${lang === 'de' ? value.replace('.', ',') : value} ${UNITS[unit]}`
}

/** `2026-09-12` with the exact time for programs. */
export const day = (time: string): Html => html`<time datetime="${time}">${time.slice(0, 10)}</time>`

export const path = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('')
export const appPath = (app: string): string => path('apps', app)
export const releasePath = (app: string, release: string): string => path('apps', app, 'releases', release)
export const extensionPath = (app: string, name: string): string => path('apps', app, 'extensions', name)

export const spkPath = (name: string): string => path('synology', 'packages', name)
/** Of a file of Synology packages, by its path below the device address. */
export const spkFile = (file: string): string => path('nas', ...file.split('/'))

/** Addresses that authors write: what does not lead to the web is shown as text. */
export const webLink = (address: string): Html =>
  /^https?:\/\//i.test(address) && URL.canParse(address)
    ? html`<a href="${address}" rel="nofollow">${address}</a>`
    : html`${address}`

const FEW_PICTURES = 4
export const pictures = (addresses: readonly string[], { screenshot }: Pick<Words, 'screenshot'>): Html | false =>
  addresses.length > 0 &&
  html`<p>${addresses.slice(0, FEW_PICTURES).map((address) => html`<img src="${address}" alt="${screenshot}" height="180"> `)}</p>`
