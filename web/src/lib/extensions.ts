/** Extensions come one row per platform; people think of one extension that is built for several. */
import type { Extension } from '@slipway/sdk'
import { byPlatform, samePlatform } from './platform.ts'
import type { Machine } from './visitor.ts'

export type Built = { baseName: string; builds: [Extension, ...Extension[]] }

/** One entry per name, in the order in which the names first appear. */
export function groupByName(rows: readonly Extension[]): Built[] {
  const groups = new Map<string, Extension[]>()
  for (const row of rows) {
    const group = groups.get(row.baseName)
    if (group === undefined) groups.set(row.baseName, [row])
    else if (!group.some((other) => samePlatform(other, row))) group.push(row)
  }
  return [...groups].map(([baseName, builds]) => ({ baseName, builds: builds.sort(byPlatform) as Built['builds'] }))
}

/** The build that stands for all: that for the visitor's machine, else the first. */
export const buildFor = ({ builds }: Built, machine: Machine | undefined): Extension =>
  builds.find(({ os, arch }) => os === machine?.os && arch === (machine.arch ?? 'arm64')) ??
  builds.find(({ os }) => os === machine?.os) ??
  builds[0]

/** Names in a field that holds several, separated by spaces, commas or semicolons; `NA` is how Slicer says "none". */
export const namesIn = (field: string | null): string[] =>
  (field ?? '').split(/[\s,;]+/).filter((name) => name !== '' && name !== 'NA')

/** Addresses of pictures, as far as they can be shown. */
export const picturesIn = (field: string | null): string[] =>
  (field ?? '').split(/\s+/).filter((address) => /^(?:https?:\/\/|\/|data:image\/)/i.test(address))

/** The text of a description, which may hold simple HTML. Parsed apart from the page, so that nothing in it can run. */
export function plainText(html: string): string {
  const apart = html.replaceAll(/<br>|<\/(?:p|li|h[1-3])>/g, '$& ')
  return new DOMParser().parseFromString(apart, 'text/html').body.textContent?.trim() ?? ''
}

/** The address, when it is one that may become a link. */
export const webAddress = (text: string | null): string | undefined =>
  text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined
