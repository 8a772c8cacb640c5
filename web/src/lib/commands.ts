/** Lines for a terminal that fetch a file and verify it. */
import type { Published } from './published.ts'

const PLAIN = /^[\w.+@%:/~-]+$/

/** In single quotes, as shells and PowerShell read them; PowerShell doubles a quote inside, shells leave and enter again. */
const quoted = (text: string, os: string): string => {
  if (PLAIN.test(text)) return text
  return os === 'win' ? `'${text.replaceAll("'", "''")}'` : `'${text.replaceAll("'", "'\\''")}'`
}

/** For the system the file is made for; PowerShell's own `curl` is something else, so there it has its full name. */
export function fetchCommand({ os, url, file }: Published, origin: string): string {
  const curl = os === 'win' ? 'curl.exe' : 'curl'
  const address = quoted(new URL(url, origin).href, os)
  // `-O` would keep the escapes of the address in the file's name.
  if (PLAIN.test(file.name)) return `${curl} -LO ${address}`
  return `${curl} -L -o ${quoted(file.name, os)} ${address}`
}

export function verifyCommand({ os, file }: Published): string {
  const name = quoted(file.name, os)
  if (os === 'win') return `(Get-FileHash ${name}).Hash -eq '${file.sha256}'`
  const tool = os === 'macosx' ? 'shasum -a 256' : 'sha256sum'
  return `echo '${file.sha256}  ${file.name.replaceAll("'", "'\\''")}' | ${tool} -c`
}

export const slipwayCommand = (kind: 'package' | 'extension', { app, id }: Published): string =>
  `slipway ${kind} download ${app} ${id}`
