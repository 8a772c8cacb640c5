import { stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'
import { reader } from '../people.ts'

test('`/` opens the search, arrow keys choose, Enter opens', async ({ page }) => {
  await page.goto('/apps/viewer')
  // The heading comes from the server; the keys belong to the app.
  await expect(page.getByRole('banner').getByRole('button', { name: 'Search' })).toBeVisible()
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Search' }).fill('segment')
  await expect(page.getByRole('option', { name: 'SegmentTools Segmentation' })).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: /^All extensions that match/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SegmentTools')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('addresses of an older web interface lead to the page of what they are about', async ({ page }) => {
  const apps = (await (await page.request.get('/api/v1/app')).json()) as { _id: string; name: string }[]
  const viewer = apps.find(({ name }) => name === 'Viewer')
  const packages = await page.request.get(`/api/v1/app/${viewer?._id}/package?limit=1`)
  const [item] = (await packages.json()) as { _id: string }[]
  for (const start of ['/', '/apps']) {
    await page.goto(`${start}#item/${item?._id}`)
    await expect(page).toHaveURL(new RegExp(`/apps/viewer/packages/${item?._id}`))
    await page.goto(`${start}#collection/${'a'.repeat(24)}/folder/${viewer?._id}`)
    await expect(page).toHaveURL(/\/apps\/viewer$/)
  }
})

test('the search finds releases and installers, too @phone', async ({ page }) => {
  await page.goto('/apps/viewer')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('combobox', { name: 'Search' }).fill('5.8')
  await expect(page.getByRole('group', { name: 'Releases' }).getByRole('option')).toHaveCount(2)

  await page.getByRole('combobox', { name: 'Search' }).fill('viewer')
  await expect(page.getByRole('group', { name: 'Applications' }).getByRole('option')).toHaveText(['Viewer'])
  await page
    .getByRole('group', { name: 'Packages' })
    .getByRole('option', { name: /macOS arm64/ })
    .click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer 5.8.1 for macOS arm64')
})

test('the keyboard passes over the header, and a new page begins at its content', { tag: '@look' }, async ({
  page,
}) => {
  await page.goto('/apps/viewer')
  await expect(page.getByRole('banner').getByRole('button', { name: 'Search' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  const link = page
    .getByRole('region', { name: 'Stable releases' })
    .getByRole('link', { name: stable.name, exact: true })
  await link.focus()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer 5.8.1')
  await expect(page.getByRole('main')).toBeFocused()
})

test('from one application to another @phone', async ({ page, enter }) => {
  await enter(reader, '/apps/viewer')
  const switcher = page.getByRole('navigation', { name: 'Switch application' })

  await switcher.getByRole('button', { name: 'Viewer' }).click()
  await switcher.getByRole('link', { name: 'Dry dock' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dry dock')
  await expect(switcher.getByRole('button', { name: 'Dry dock' })).toHaveAttribute('aria-expanded', 'false')
})

test('the colours that were chosen are there before the page is drawn, also the next time', { tag: '@look' }, async ({
  page,
}) => {
  await page.goto('/apps')
  await page.getByRole('group', { name: 'Colours' }).getByRole('radio', { name: 'Dark' }).check({ force: true })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')

  // Without the app: only what runs before the first paint.
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.reload()

  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('the page obeys its own security policy', { tag: '@look' }, async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    // The icon of one extension cannot be had.
    if (message.type() === 'error' && !message.location().url.includes('/pictures/')) complaints.push(message.text())
  })
  await page.goto('/apps/viewer/extensions')
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.goto('/apps/viewer/extensions/SegmentTools')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SegmentTools')

  expect(complaints).toEqual([])
})
