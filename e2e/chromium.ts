import type { LaunchOptions } from '@playwright/test'

/**
 * The browser that `npm test` found on this machine, else Playwright's own. It may run as root, as CI does, and it
 * talks to nobody but the server under test.
 */
export const chromium: LaunchOptions = {
  ...(process.env.SLIPWAY_CHROMIUM ? { executablePath: process.env.SLIPWAY_CHROMIUM } : {}),
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
