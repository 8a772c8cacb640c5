import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const OF_DEBIAN = '/usr/bin/chromium'

/**
 * The browser that `npm test` found on this machine, else Debian's, else Playwright's own. It may run as root, as CI
 * does, and it talks to nobody but the server under test.
 */
const program = process.env.SLIPWAY_CHROMIUM ?? (existsSync(OF_DEBIAN) ? OF_DEBIAN : undefined)

export const chromium: LaunchOptions = {
  ...(program ? { executablePath: program } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
