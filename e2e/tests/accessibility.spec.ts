/** Every public page and dialog: nothing to find for axe, nothing beyond the edge. */
import type { Page } from '@playwright/test'
import { type Catalogue, preview, stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'
import { expectGoodLooks, settled } from '../looks.ts'
import { administrator } from '../people.ts'

type Visit = (page: Page, catalogue: Catalogue) => Promise<void>
const to = (address: string | ((catalogue: Catalogue) => string)): Visit => {
  return async (page, catalogue) => {
    await page.goto(typeof address === 'string' ? address : address(catalogue))
  }
}

const pages: Record<string, Record<string, Visit>> = {
  applications: {
    'the list of applications': to('/apps'),
    'an application': to('/apps/viewer'),
    'a stable release': to(`/apps/viewer/releases/${stable.name}`),
    'a preview': to(`/apps/viewer/releases/${preview.revision}`),
    'an installer': to(({ linuxInstaller }) => `/apps/viewer/packages/${linuxInstaller}`),
    'an installer with earlier files': to(({ replacedInstaller }) => `/apps/viewer/packages/${replacedInstaller}`),
    'a search': async (page) => {
      await page.goto('/apps/viewer')
      await page.getByRole('banner').getByRole('button', { name: 'Search' }).click()
      await page.getByRole('combobox', { name: 'Search' }).fill('segment')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  },
  extensions: {
    'a catalogue': to('/apps/viewer/extensions'),
    'a catalogue with filters': to('/apps/viewer/extensions?category=Filtering&tier=2&q=plank'),
    'a catalogue without a result': to('/apps/viewer/extensions?q=xyzzy'),
    'an extension': to(({ segmentTools }) => `/apps/viewer/extensions/${segmentTools}`),
    'a yanked extension': to(({ yanked }) => `/apps/viewer/extensions/${yanked}`),
    'a screenshot': async (page) => {
      await page.goto('/apps/viewer/extensions/SegmentTools')
      await page.getByRole('button', { name: 'Screenshot 1 of SegmentTools' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  comparisons: {
    'a matrix': to('/apps/viewer/matrix'),
    'a matrix of what is missing': to(`/apps/viewer/matrix/${stable.name}?show=missing`),
    'a comparison': to('/apps/viewer/compare'),
    statistics: to('/apps/viewer/statistics'),
    'Synology packages': to('/synology'),
    'a Synology package': to('/synology/packages/harbour-watch'),
  },
  entrances: {
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
  },
}

for (const [group, visits] of Object.entries(pages)) {
  test(`${group}: nothing to find for axe, and nothing beyond the edge`, { tag: '@look' }, async ({
    page,
    catalogue,
  }) => {
    test.setTimeout(120_000)
    for (const [name, visit] of Object.entries(visits)) {
      await test.step(name, async () => {
        await visit(page, catalogue)
        await settled(page)
        await expectGoodLooks(page, name)
      })
    }
  })
}

test('open menus: nothing to find for axe, and nothing beyond the edge', { tag: '@look' }, async ({ page, enter }) => {
  await enter(administrator, '/apps/dry-dock')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await settled(page)
  await expectGoodLooks(page, 'one’s own menu')

  await page.getByRole('button', { name: 'Dry dock' }).click()
  await expectGoodLooks(page, 'the other applications')
})
