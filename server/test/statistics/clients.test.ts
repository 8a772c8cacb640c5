import { expect, test } from 'vitest'
import { clientOf } from '../../src/modules/statistics/clients.ts'

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36'

test.each<[string, Partial<ReturnType<typeof clientOf>>]>([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`,
    { client: 'browser', family: 'Chrome', os: 'Windows', mobile: false },
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${CHROME}`, { client: 'browser', os: 'Linux' }],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME}`, { client: 'browser', os: 'Chrome OS' }],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/124.0.0.0`,
    { client: 'browser', family: 'Microsoft Edge' },
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0',
    { client: 'browser', family: 'Firefox', os: 'macOS' },
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
    { client: 'browser', mobile: true },
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36',
    { client: 'browser', mobile: true, os: 'Android' },
  ],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', { client: 'bot' }],
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', { client: 'bot' }],
  [
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    { client: 'bot' },
  ],
  ['Scrapy/2.11 (+https://scrapy.org)', { client: 'bot' }],
  ['facebookexternalhit/1.1', { client: 'bot' }],
  ['UptimeRobot/2.0', { client: 'bot', family: 'Monitoring' }],
  ['curl/8.5.0', { client: 'script', family: 'curl' }],
  ['Wget/1.21.4', { client: 'script', family: 'wget' }],
  ['aria2/1.37.0', { client: 'script' }],
  ['python-requests/2.31.0', { client: 'script', family: 'python-requests' }],
  ['Python-urllib/3.11', { client: 'script' }],
  ['Go-http-client/2.0', { client: 'script' }],
  ['Java/17.0.2', { client: 'script' }],
  ['libwww-perl/6.72', { client: 'script' }],
  [
    'Homebrew/4.2.20 (Macintosh; arm64 Mac OS X 14.4) curl/8.4.0',
    { client: 'script', family: 'homebrew', os: 'macOS' },
  ],
  ['Microsoft BITS/7.8', { client: 'script', family: 'BITS' }],
  [
    'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.4291',
    { client: 'script', family: 'PowerShell', os: 'Windows' },
  ],
  ['slipway-cli/0.1.0 node/20.19.0', { client: 'cli' }],
  ['Mozilla/5.0', { client: 'extension-manager' }],
  [
    `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/5.15.2 Chrome/83.0 Safari/537.36 Slicer/5.6.2`,
    { client: 'extension-manager', family: 'Slicer', os: 'Linux' },
  ],
  ['Slicer/5.6.2 (linux)', { client: 'application' }],
  ['synology_geminilake_920+ DSM7.2-64570', { client: 'nas', family: 'Synology' }],
  ['', { client: 'unknown' }],
  ['-', { client: 'unknown' }],
  ['something of its own', { client: 'unknown' }],
])('%s', (agent, expected) => expect(clientOf(agent)).toMatchObject(expected))
