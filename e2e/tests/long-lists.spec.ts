/** Lists of 5,000: what is near the window is in the page, and nothing else. */
import type { Page, Route } from '@playwright/test'
import { findings } from '../axe.ts'
import { preview } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'
import { administrator } from '../people.ts'

const ALL = 5000
const A_PAGE = 1000
/** Far above what is drawn, far below what there is. */
const MOST = 250

/** Answers page by page, by cursor. */
const inPages = (items: readonly unknown[]) => (route: Route) => {
  const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
  const end = from + A_PAGE
  return route.fulfill({
    json: { items: items.slice(from, end), cursor: end < items.length ? String(end) : null, total: items.length },
  })
}

/** To the end of the page, as often as more comes; never with more in it than what is near the window. */
async function scrollToEnd(page: Page, rows: () => Promise<number>, isThere: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(async () => {
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
      expect(await rows()).toBeLessThan(MOST)
      return isThere()
    })
    .toBe(true)
}

test('a catalogue of 5,000 is short in the page, to its end, and is where it was when one comes back', async ({
  page,
}) => {
  const answer = await (await page.request.get('/api/v2/apps/viewer/releases/5.8.1/catalogue?q=SegmentTools')).json()
  const [card] = answer.items
  // One that there is, near the end.
  const items = Array.from({ length: ALL }, (_, at) => ({
    ...card,
    baseName: at === ALL - 30 ? 'SegmentTools' : `Rivet${String(at).padStart(4, '0')}`,
    line: at % 3 === 0 ? '' : 'Holds two planks together. '.repeat(at % 5),
  }))
  await page.route('**/api/v2/apps/viewer/releases/*/catalogue?**', inPages(items))
  await page.goto('/apps/viewer/extensions')
  await expect(page.getByText('5,000 extensions')).toBeVisible()
  const cards = page.getByRole('article')
  const last = page.getByRole('listitem').filter({ hasText: `Rivet${ALL - 1}` })

  await scrollToEnd(
    page,
    () => cards.count(),
    () => last.isVisible(),
  )

  await expect(last).toHaveAttribute('aria-posinset', String(ALL))
  await expect(last).toHaveAttribute('aria-setsize', String(ALL))
  expect(await findings(page)).toEqual([])
  const one = page.getByRole('link', { name: 'SegmentTools' })
  await one.scrollIntoViewIfNeeded()
  await one.click()
  await expect(page.getByRole('complementary', { name: 'Facts' })).toBeVisible()
  await page.goBack()
  await expect(one).toBeInViewport()
  expect(await cards.count()).toBeLessThan(MOST)
})

test('an audit of 5,000 entries is short in the page, and the row with the focus stays', async ({ page, enter }) => {
  const items = Array.from({ length: ALL }, (_, at) => ({
    id: String(at).padStart(24, '0'),
    at: new Date(Date.UTC(2026, 0, 1) - at * 60_000).toISOString(),
    actor: 'farm',
    key: null,
    address: null,
    action: 'package.publish',
    app: null,
    target: {
      kind: 'package',
      id: `p${at}`,
      name: at % 7 === 0 ? `Rivet ${at} with a name that needs room` : `Rivet ${at}`,
    },
    before: null,
    after: null,
  }))
  await page.route('**/api/v2/audit?**', inPages(items))
  await enter(administrator, '/admin/audit')
  const first = page.getByRole('link', { name: 'Rivet 1', exact: true })
  await first.focus()
  const last = page.getByRole('row').filter({ hasText: `Rivet ${ALL - 1}` })

  await scrollToEnd(
    page,
    () => page.getByRole('row').count(),
    () => last.isVisible(),
  )

  await expect(last).toHaveAttribute('aria-rowindex', String(ALL + 1))
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(ALL + 1))
  await expect(first).toBeFocused()
  await expect(page.getByRole('row').filter({ hasText: 'Rivet 2500' })).toHaveCount(0)
})

test('5,000 extensions that a draft lacks are short in the page, to the end of their frame', async ({
  page,
  enter,
}) => {
  const missing = Array.from({ length: ALL }, (_, at) =>
    ['amd64', 'arm64'].slice(at % 2).map((arch) => ({ kind: 'extension', baseName: `Rivet${at}`, os: 'linux', arch })),
  ).flat()
  await page.route('**/api/v2/apps/viewer/releases/*/promotion', async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ json: { ...(await reply.json()), missing } })
  })
  await enter(administrator, `/apps/viewer/drafts/${preview.revision}/promote`)
  await page.getByLabel('Name of the release').fill('5.9.0')
  await page.getByRole('button', { name: 'Next' }).click()
  const frame = page.getByRole('region', { name: /^Missing compared with/ }).locator('[tabindex]')
  const last = frame.getByRole('listitem').filter({ hasText: `Rivet${ALL - 1}` })

  await expect
    .poll(async () => {
      await frame.evaluate((it) => it.scrollTo(0, it.scrollHeight))
      expect(await frame.getByRole('listitem').count()).toBeLessThan(MOST)
      return last.isVisible()
    })
    .toBe(true)

  await expect(last).toHaveAttribute('aria-posinset', String(ALL))
  expect(await findings(page)).toEqual([])
})
