/** What extensions have that is not for reading as it is: builds, names, addresses. */
import type { Platform } from './platform.ts'
import type { Machine } from './visitor.ts'

/** The build to show first: that for the visitor's machine, else the first. */
export const buildFor = <T extends Platform>(builds: readonly T[], machine: Machine | undefined): T | undefined =>
  builds.find(({ os, arch }) => os === machine?.os && arch === (machine.arch ?? 'arm64')) ??
  builds.find(({ os }) => os === machine?.os) ??
  builds[0]

/** The text of a description, which may hold simple HTML. Parsed apart from the page, so that nothing in it can run. */
export function plainText(html: string): string {
  const apart = html.replaceAll(/<br>|<\/(?:p|li|h[1-3])>/g, '$& ')
  return new DOMParser().parseFromString(apart, 'text/html').body.textContent?.trim() ?? ''
}

/** The address, when it is one that may become a link. */
export const webAddress = (text: string | null): string | undefined =>
  text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined

/** Where a commit is shown, for the hosts whose addresses are known. */
export function commitAddress(repository: string, revision: string): string | undefined {
  const address = webAddress(repository.trim().replace(/^git@([^:]+):/, 'https://$1/'))
  if (address === undefined || !/^[0-9a-f]{7,64}$/i.test(revision)) return undefined
  const url = new URL(address)
  const path = `${url.origin}${url.pathname.replace(/\/+$|\.git\/?$/g, '')}`
  if (url.hostname === 'github.com' || url.hostname === 'codeberg.org') return `${path}/commit/${revision}`
  if (url.hostname === 'bitbucket.org') return `${path}/commits/${revision}`
  return /^gitlab\./.test(url.hostname) ? `${path}/-/commit/${revision}` : undefined
}
