/**
 * What kind of program asked, by its user-agent text. Pure; when a rule changes, `RULES` is counted up, and
 * `slipway-server stats reclassify` applies it to what was counted before.
 */
import type { clientKinds } from '@slipway/contract'
import { parse } from 'bowser'
import { isbot } from 'isbot'

/** Version of the rules of this file, and of those in `docs/statistics.md`. */
export const RULES = 2

export type Client = (typeof clientKinds)[number]

/** `family`: the program; `os`: where it runs; both empty when that is not known. */
export type ClientFacts = { client: Client; family: string; os: string; mobile: boolean }

/** What a user agent may have at most; the rest would only be stored. */
export const MOST_CHARACTERS = 400

/** First match wins. They come before the list of bots, which takes every program for one. */
const PROGRAMS: [pattern: RegExp, client: Client, family?: string][] = [
  [/^-?$/, 'unknown'],
  [
    /uptime|pingdom|statuscake|nagios|check_http|zabbix|blackbox.?exporter|site24x7|monitis|statping/i,
    'bot',
    'Monitoring',
  ],
  [/^slipway(?:-cli)?\//i, 'cli', 'slipway'],
  [/\bSlicer\/.*QtWebEngine|QtWebEngine.*\bSlicer\//, 'extension-manager', 'Slicer'],
  [/\bSlicer[/ ]\d/, 'application', 'Slicer'],
  // Qt's own name when a program sets none: the extension manager of Slicer downloads like this.
  [/^Mozilla\/5\.0$/, 'extension-manager', 'Qt'],
  [/synology|\bDSM\b|\bSRM\b/i, 'nas', 'Synology'],
  [/\bqnap\b|\bQTS\b/i, 'nas', 'QNAP'],
  [/PowerShell/i, 'script', 'PowerShell'],
  [/^(?:Microsoft )?BITS\//i, 'script', 'BITS'],
  [/^(curl|wget|aria2|axel|libcurl|fetch|lwp-[\w-]+|libwww-perl)\b/i, 'script'],
  [/^(python-requests|python-urllib|python-httpx|python|aiohttp|urllib3|girder[\w-]*)\b/i, 'script'],
  [
    /^(go-http-client|java|okhttp|apache-httpclient|node|node-fetch|undici|axios|got|ruby|php|guzzlehttp|cmake)\b/i,
    'script',
  ],
  [
    /^(homebrew|chocolatey(?: command line)?|winget[\w-]*|nix|apt|debian apt-http|dnf|libdnf|pacman|conda|mamba|docker)\b/i,
    'script',
  ],
]

const BROWSER = /^(?:Mozilla|Opera)\//
/** `isbot` takes whatever it does not know for one; an installer with a name of its own is none. */
const ROBOT =
  /bot|crawl|spider|slurp|https?:|preview|scan|monitor|archive|external|scrapy|fetcher|reader|validator|headless/i

export function clientOf(agent: string): ClientFacts {
  const text = agent.trim()
  for (const [pattern, client, family] of PROGRAMS) {
    const match = pattern.exec(text)
    if (match !== null) return { client, family: family ?? tidy(match[1] ?? ''), os: osOf(text), mobile: false }
  }
  if (isbot(text) && (BROWSER.test(text) || ROBOT.test(text)))
    return { client: 'bot', family: tidy(/([\w.-]*bot[\w.-]*)/i.exec(text)?.[1] ?? 'Bot'), os: '', mobile: false }
  const { browser, os, platform } = parse(text)
  const isBrowser = BROWSER.test(text) && browser.name !== undefined && browser.name !== ''
  return {
    client: isBrowser ? 'browser' : 'unknown',
    family: isBrowser ? (browser.name ?? '') : '',
    os: os.name ?? '',
    mobile: platform.type === 'mobile' || platform.type === 'tablet',
  }
}

const tidy = (name: string): string => name.toLowerCase().slice(0, 40)

function osOf(text: string): string {
  if (/windows|win32|win64/i.test(text)) return 'Windows'
  if (/darwin|mac ?os/i.test(text)) return 'macOS'
  return /linux/i.test(text) ? 'Linux' : ''
}
