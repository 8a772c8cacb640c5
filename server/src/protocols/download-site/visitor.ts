/** Which platform a visitor most likely has, from what a browser tells of itself. */
import type { IncomingHttpHeaders } from 'node:http'

export type Platform = { os: 'win' | 'macosx' | 'linux'; arch: string }

/** Undefined for programs, which must get the same page each time, and for devices nothing is built for. */
export function platformOf(headers: IncomingHttpHeaders): Platform | undefined {
  const agent = headers['user-agent'] ?? ''
  if (!agent.startsWith('Mozilla/') || /Android|iPhone|iPad|iPod|CrOS|Mobile|PowerShell/.test(agent)) return undefined
  const os = /Windows/.test(agent)
    ? 'win'
    : /Macintosh/.test(agent)
      ? 'macosx'
      : /Linux/.test(agent)
        ? 'linux'
        : undefined
  return os && { os, arch: archOf(os, agent, String(headers['sec-ch-ua-arch'] ?? '')) }
}

/** Client hints say more than the user agent, which calls every Mac an Intel one; those sold since 2020 are none. */
function archOf(os: Platform['os'], agent: string, hint: string): string {
  if (/arm/i.test(hint) || /aarch64|ARM64/i.test(agent)) return 'arm64'
  return os === 'macosx' && !/x86/i.test(hint) ? 'arm64' : 'amd64'
}
