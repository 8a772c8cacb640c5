import { defineConfig } from '@playwright/test'
import { chromium } from './chromium.ts'

/**
 * The built app in a real browser against a started server (`global-setup.ts`). `SLIPWAY_E2E_DATABASE`: another database
 * than the embedded one, empty.
 */
export default defineConfig({
  testDir: './tests',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A browser on a busy machine; what passes the second time only is reported as flaky, with its trace.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: chromium,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } }, grepInvert: /@only-phone/ },
    { name: 'phone', use: { viewport: { width: 360, height: 740 }, hasTouch: true }, grep: /@phone|@only-phone/ },
  ],
})
