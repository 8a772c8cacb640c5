import type { Page } from '@playwright/test'
import { findings } from '../axe.ts'
import { type Catalogue, preview, stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'
import { administrator } from '../people.ts'

type Visit = (page: Page, catalogue: Catalogue) => Promise<void>
const to = (address: string | ((catalogue: Catalogue) => string)): Visit => {
  return async (page, catalogue) => {
    await page.goto(typeof address === 'string' ? address : address(catalogue))
  }
}

const pages: Record<string, Visit> = {
  'the list of applications': to('/apps'),
  'an application': to('/apps/viewer'),
  'a stable release': to(`/apps/viewer/releases/${stable.name}`),
  'a preview': to(`/apps/viewer/releases/${preview.revision}`),
  'a catalogue': to('/apps/viewer/extensions'),
  'a catalogue with filters': to('/apps/viewer/extensions?category=Filtering&tier=2&q=plank'),
  'a catalogue without a result': to('/apps/viewer/extensions?q=xyzzy'),
  'a matrix': to('/apps/viewer/matrix'),
  'a matrix of what is missing': to(`/apps/viewer/matrix/${stable.name}?show=missing`),
  'a comparison': to('/apps/viewer/compare'),
  statistics: to('/apps/viewer/statistics'),
  'an installer': to(({ linuxInstaller }) => `/apps/viewer/packages/${linuxInstaller}`),
  'an installer with earlier files': to(({ replacedInstaller }) => `/apps/viewer/packages/${replacedInstaller}`),
  'an extension': to(({ segmentTools }) => `/apps/viewer/extensions/${segmentTools}`),
  'a yanked extension': to(({ yanked }) => `/apps/viewer/extensions/${yanked}`),
  'a screenshot': async (page) => {
    await page.goto('/apps/viewer/extensions/SegmentTools')
    await page.getByRole('button', { name: 'Screenshot 1 of SegmentTools' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  },
  'Synology packages': to('/synology'),
  'a Synology package': to('/synology/packages/harbour-watch'),
  'signing in': to('/login'),
  'signing in without success': async (page) => {
    await page.goto('/login')
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('Enter your password.')).toBeVisible()
  },
  'nothing there': to('/apps/nowhere'),
  'a failure': async (page) => {
    await page.route('**/api/v2/apps/viewer', (route) => route.fulfill({ status: 500, body: 'no' }))
    await page.goto('/apps/viewer')
    await expect(page.getByRole('alert')).toBeVisible()
  },
  'a search': async (page) => {
    await page.goto('/apps/viewer')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('combobox', { name: 'Search' }).fill('segment')
    await expect(page.getByRole('option').first()).toBeVisible()
  },
}

for (const [name, visit] of Object.entries(pages)) {
  test(`${name}: nothing to find for axe, and nothing beyond the edge @phone`, async ({ page, catalogue }) => {
    await visit(page, catalogue)
    await settled(page)

    expect(await findingsInBothColours(page)).toEqual({ light: [], dark: [] })
    expect(await widthBeyondTheEdge(page)).toBe(0)
  })
}

test('signed in: nothing to find for axe, with open menus @phone', async ({ page, signIn }) => {
  await page.goto('/login?from=/apps/dry-dock')
  await signIn(administrator)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await settled(page)
  expect(await findingsInBothColours(page)).toEqual({ light: [], dark: [] })

  await page.getByRole('button', { name: 'Dry dock' }).click()
  expect(await findingsInBothColours(page)).toEqual({ light: [], dark: [] })
})

test('at twice the size everything still fits', async ({ page, catalogue }) => {
  // What zooming to 200 % does to a window of 1280: half the room.
  await page.setViewportSize({ width: 640, height: 400 })
  for (const visit of Object.values(pages)) {
    await visit(page, catalogue)
    await settled(page)
    expect(await widthBeyondTheEdge(page)).toBe(0)
  }
})

/** The colours follow the system while nobody has chosen others. */
async function findingsInBothColours(page: Page) {
  const found: Record<string, string[]> = {}
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    found[colorScheme] = await findings(page)
  }
  return found
}

/** The page is there, and all it asked for has come. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

const widthBeyondTheEdge = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
