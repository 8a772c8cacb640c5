import { older, stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'

const catalogue = '/apps/viewer/extensions'

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
  await page.goto(`${catalogue}?category=Filtering&q=threshold`)

  await expect(page.getByText('No extension matches “threshold”. In force: Filtering.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear all filters' }).click()

  await expect(page).toHaveURL(/\/extensions$/)
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(page.getByRole('article').first()).toBeVisible()
})

test('counts follow the filters, and a search forgives a slip of the pen', async ({ page }) => {
  await page.goto(`${catalogue}?category=Filtering`)
  const filters = page.getByRole('complementary', { name: 'Filters' })
  await expect(filters.getByRole('link', { name: /^MIT/ })).toHaveText('MIT10')
  await expect(filters.getByRole('link', { name: /^Informatics/ })).toHaveText('Informatics30')

  await page.goto(`${catalogue}?q=segmnttools`)
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('article')).toContainText('SegmentTools')
})

test('the order is chosen, and stands in the address', async ({ page }) => {
  await page.goto(catalogue)
  await expect(page.getByRole('article').first()).toContainText('LeakyHull')

  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Newest')

  await expect(page).toHaveURL(/\?sort=newest$/)
  await expect(page.getByRole('article').first()).toContainText('Plank')
})

test('another release has other extensions, and the old address of a catalogue leads to it', async ({ page }) => {
  await page.goto(catalogue)
  await page.getByRole('combobox', { name: 'For release' }).selectOption(older.name)
  await expect(page.getByText('No extension was built against this revision.')).toBeVisible()

  await page.goto(`/apps/viewer/releases/${stable.name}?tab=extensions&category=Filtering`)
  await expect(page).toHaveURL(/\/apps\/viewer\/extensions\?release=5\.8\.1&category=Filtering$/)
  await expect(page.getByText('30 extensions', { exact: true })).toBeVisible()
})

test('a long list goes on by itself', async ({ page }) => {
  // As on a page that is so busy that it hears in one go that the end is far away and that it has come.
  await page.addInitScript(`
    const Observer = IntersectionObserver
    window.IntersectionObserver = class extends Observer {
      constructor(callback, options) {
        super((entries, observer) => callback([{ isIntersecting: false }, ...entries], observer), options)
      }
    }
  `)
  let pages = 0
  await page.route('**/catalogue?*', (route) => {
    pages += 1
    return route.continue({ url: route.request().url().replace('limit=200', 'limit=20') })
  })
  await page.goto(catalogue)

  await expect(page.getByText('62 extensions', { exact: true })).toBeVisible()
  // Each page makes the list longer, so that its end is somewhere else.
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(page.getByRole('article')).toHaveCount(62, { timeout: 500 })
  }).toPass()
  expect(pages).toBeGreaterThan(2)
})

test('a card says where an extension is missing, and leads to the build for this machine @phone', async ({ page }) => {
  await page.goto(`${catalogue}?q=SegmentTools`)
  const card = page.getByRole('article').filter({ hasText: 'SegmentTools' })
  await expect(card).toContainText('Not built for macOS arm64.')

  await card.getByRole('link', { name: 'SegmentTools' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SegmentTools')
  await expect(page.getByText('for Viewer 5.8.1, Linux amd64')).toBeVisible()
  await expect(page.getByText('Cuts volumes into named parts.')).toBeVisible()
})

test('an extension by its name, as authors link to it, and from there to what it needs and back', async ({ page }) => {
  await page.goto('/apps/viewer/extensions/SegmentTools')
  const facts = page.getByRole('complementary', { name: 'Facts' })

  await facts.getByRole('link', { name: 'Plank01' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plank01')
  await facts.getByRole('link', { name: 'SegmentTools' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SegmentTools')
})

test('an extension by the id of a build shows that build', async ({ page, catalogue: { segmentTools } }) => {
  await page.goto(`/apps/viewer/extensions/${segmentTools}`)

  await expect(page).toHaveURL(/\/extensions\/SegmentTools\?release=5\.8\.1&os=linux&arch=amd64$/)
  await page.getByRole('navigation', { name: 'Platforms' }).getByRole('link', { name: 'Windows amd64' }).click()
  await expect(page.getByText('for Viewer 5.8.1, Windows amd64')).toBeVisible()
})

test('versions across releases lead to their files, their commits and their pages', async ({ page }) => {
  await page.goto('/apps/viewer/extensions/SegmentTools')
  const versions = page.getByRole('region', { name: 'Versions' })
  await expect(versions.getByRole('rowheader')).toHaveText([/34610/, /5\.8\.1/])
  await expect(versions.getByRole('link', { name: 'f3b9a1c' })).toHaveAttribute(
    'href',
    'https://github.com/example/segment-tools/commit/f3b9a1c',
  )

  await versions.getByRole('link', { name: '34610', exact: true }).click()

  await expect(page.getByText('for Viewer 34610, Linux amd64')).toBeVisible()
  const address = await versions.getByRole('link', { name: 'Linux amd64' }).first().getAttribute('href')
  expect((await page.request.get(address ?? '')).status()).toBe(200)
})

test('screenshots open large, and arrow keys go on to the next', async ({ page }) => {
  await page.goto('/apps/viewer/extensions/SegmentTools')
  await page.getByRole('button', { name: 'Screenshot 1 of SegmentTools' }).click()
  const dialog = page.getByRole('dialog', { name: 'Screenshot 1 of SegmentTools' })
  await expect(dialog.getByText('1 of 2')).toBeVisible()

  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: 'Screenshot 2 of SegmentTools' })).toBeVisible()
  await page.getByRole('button', { name: 'Next screenshot' }).click()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
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
