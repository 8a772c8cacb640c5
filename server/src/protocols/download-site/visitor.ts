/** Which platform a visitor most likely has, from what a browser tells of itself. */
import type { IncomingHttpHeaders } from 'node:http'

export type Platform = { os: 'win' | 'macosx' | 'linux'; arch: 'arm64' | undefined }

/** Client hints say more than the user agent, which calls every Mac an Intel one. */
export function platformOf(headers: IncomingHttpHeaders): Platform | undefined {
  const hint = String(headers['sec-ch-ua-platform'] ?? '')
  const agent = headers['user-agent'] ?? ''
  if (/Android|iPhone|iPad/.test(agent) || /Android|iOS/.test(hint)) return undefined
  const told = hint === '' ? agent : hint
  const os = /Win/.test(told) ? 'win' : /mac/i.test(told) ? 'macosx' : /Linux|X11/.test(told) ? 'linux' : undefined
  if (os === undefined) return undefined
  const arm = /arm/i.test(String(headers['sec-ch-ua-arch'] ?? '')) || /aarch64|ARM64/i.test(agent)
  return { os, arch: arm ? 'arm64' : undefined }
}
