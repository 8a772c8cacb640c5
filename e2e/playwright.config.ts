import { defineConfig } from '@playwright/test'
import { databasesToTest } from '../server/test/databases-to-test.ts'
import { chromium } from './chromium.ts'
import type { Options } from './fixtures.ts'

const databases = databasesToTest()
const [first = 'sqlite', ...others] = databases

/**
 * The built app in a real browser against started servers (`global-setup.ts`), one for each of SLIPWAY_TEST_DATABASES.
 * On the second database everything runs again that a database has a part in: not what is tagged `@look`, and not the
 * same on a phone.
 */
export default defineConfig<Options>({
  testDir: './tests',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  // Half of the time a browser waits for its server or its test.
  workers: '100%',
  forbidOnly: process.env.CI !== undefined,
  // A browser on a busy machine; what passes the second time only is reported as flaky, with its trace.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: chromium,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Without a film: what the page was at each step is in the trace all the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    {
      name: 'desktop',
      use: { viewport: { width: 1280, height: 800 }, database: first },
      grepInvert: /@only-phone/,
    },
    {
      name: 'phone',
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, database: first },
      grep: /@phone|@only-phone/,
    },
    ...others.map((database) => ({
      name: database,
      metadata: { again: true },
      use: { viewport: { width: 1280, height: 800 }, database },
      grepInvert: /@look|@only-phone/,
    })),
  ],
})
