/** Where to go after signing in: an address on this site, whatever somebody wrote into the link. */
export function ownAddress(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || !URL.canParse(wanted, origin)) return '/'
  const { origin: site, pathname, search, hash } = new URL(wanted, origin)
  return site === origin && pathname !== '/login' ? `${pathname}${search}${hash}` : '/'
}
