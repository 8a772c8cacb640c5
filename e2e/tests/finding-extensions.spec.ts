import { stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'

const catalogue = `/apps/viewer/releases/${stable.name}?tab=extensions`

test('a search narrows the list while one types, and stands in the address', async ({ page }) => {
  await page.goto(catalogue)

  await page.getByRole('searchbox', { name: 'Search extensions' }).fill('threshold')

  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('article')).toContainText('SegmentTools')
  await expect(page).toHaveURL(/[?&]q=threshold/)
})

test('filters are links, add up, and come back with the address', async ({ page }) => {
  await page.goto(catalogue)
  const filters = page.getByRole('complementary', { name: 'Filters' })

  await filters.getByRole('link', { name: /^Filtering/ }).click()
  await filters.getByRole('link', { name: /^MIT/ }).click()
  await filters.getByRole('link', { name: /^macOS arm64/ }).click()

  await expect(page.getByRole('status').filter({ hasText: '10 extensions' })).toBeVisible()
  const address = new URL(page.url())
  expect(Object.fromEntries(address.searchParams)).toEqual({
    tab: 'extensions',
    category: 'Filtering',
    license: 'MIT',
    os: 'macosx',
    arch: 'arm64',
  })

  await page.reload()
  await expect(filters.getByRole('link', { name: /^Filtering/ })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('article')).toHaveCount(10)

  await filters.getByRole('link', { name: 'Remove the filter MIT' }).click()
  await expect(page.getByRole('article')).toHaveCount(30)
})

test('a search without a result shows what is in force, and clears it', async ({ page }) => {
  await page.goto(`${catalogue}&category=Filtering&q=threshold`)

  await expect(page.getByText('No extension matches “threshold”. In force: Filtering.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear all filters' }).click()

  await expect(page).toHaveURL(/\?tab=extensions$/)
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(page.getByRole('article').first()).toBeVisible()
})

test('a long list goes on when asked', async ({ page }) => {
  await page.goto(catalogue)
  await expect(page.getByText(/^The first \d+ extensions$/)).toBeVisible()

  await page.getByRole('button', { name: 'Show more' }).click()

  await expect(page.getByText('62 extensions', { exact: true })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(62)
  await expect(page.getByRole('button', { name: 'Show more' })).toBeHidden()
})

test('a card says where an extension is missing, and leads to the build for this machine @phone', async ({ page }) => {
  await page.goto(`${catalogue}&q=SegmentTools`)
  const card = page.getByRole('article').filter({ hasText: 'SegmentTools' })
  await expect(card).toContainText('Not built for macOS arm64.')

  await card.getByRole('link', { name: 'SegmentTools' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SegmentTools')
  await expect(page.getByText('for Viewer 5.8.1, Linux amd64')).toBeVisible()
  await expect(page.getByText('Cuts volumes into named parts.')).toBeVisible()
})

test('an extension by its name, as authors link to it, and from there to what it needs', async ({ page }) => {
  await page.goto('/apps/viewer/extensions/SegmentTools')
  await expect(page).toHaveURL(/\/extensions\/[0-9a-f]{24}$/)

  await page.getByRole('complementary', { name: 'Facts' }).getByRole('link', { name: 'Plank01' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plank01')
})

test('where there is no room, filters fold away @only-phone', async ({ page }) => {
  await page.goto(catalogue)
  const filters = page.getByRole('complementary', { name: 'Filters' })
  await expect(filters.getByRole('link', { name: /^Filtering/ })).toBeHidden()

  await filters.getByRole('button', { name: 'Filters' }).click()
  await filters.getByRole('link', { name: /^Filtering/ }).click()

  await expect(filters.getByRole('button', { name: '1 filter' })).toBeVisible()
  await expect(page).toHaveURL(/category=Filtering/)
})
