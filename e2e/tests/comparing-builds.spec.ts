import { older, preview, stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'

test('the matrix says what is there, missing and changed since the release before @phone', async ({ page }) => {
  await page.goto(`/apps/viewer/matrix/${preview.revision}`)
  const grid = page.getByRole('grid')
  await expect(page.getByRole('combobox', { name: 'Compared with' })).toHaveValue(stable.name)

  await page.getByRole('button', { name: /^Changed/ }).click()
  await expect(grid.getByRole('rowheader')).toHaveText(['SegmentTools'])
  await expect(grid.getByRole('gridcell')).toHaveCount(4)
  await expect(
    grid.getByRole('gridcell', { name: 'Linux amd64: changed from f3b9a1c in 5.8.1 to a0b1c2d' }),
  ).toBeVisible()
  await expect(page).toHaveURL(/\?show=changed$/)

  await page.getByRole('button', { name: /^Lost/ }).click()
  await page.getByRole('searchbox', { name: 'Find an extension' }).fill('leaky')
  await expect(grid.getByRole('rowheader')).toHaveText(['LeakyHull'])
  await page.reload()
  await expect(grid.getByRole('rowheader')).toHaveText(['LeakyHull'])
})

test('in the matrix one moves by keyboard, and Enter opens the build', async ({ page }) => {
  await page.goto(`/apps/viewer/matrix/${stable.name}`)
  const grid = page.getByRole('grid')
  await grid.getByRole('rowheader').first().getByRole('link').focus()

  await page.keyboard.press('ArrowRight')
  await expect(grid.getByRole('gridcell', { name: /^Windows amd64/ }).first()).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(page.locator(':focus')).toHaveAttribute('aria-label', /^Linux amd64/)
  await expect(grid.getByRole('row', { name: /SegmentTools/ })).toBeVisible()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SegmentTools')
  await expect(page).toHaveURL(/os=linux/)
})

test('a matrix of 5,000 extensions and 5 platforms is whole, draws only the rows in sight, and is filtered', async ({
  page,
}) => {
  const targets = ['amd64', 'arm64', 'i386', 'ppc64', 'riscv64'].map((arch) => ({ os: 'linux', arch }))
  const rows = Array.from({ length: 5000 }, (_, at) => ({
    baseName: `Rivet${String(at).padStart(4, '0')}`,
    category: at % 2 === 0 ? 'Hull' : 'Deck',
    tier: null,
    cells: targets.map((_target, column) =>
      at % 100 === 0 && column === 4
        ? { state: 'missing', id: null, revision: null, before: 'abc' }
        : { state: 'same', id: 'a'.repeat(24), revision: 'abc', before: 'abc' },
    ),
  }))
  await page.route('**/api/v2/apps/viewer/releases/*/matrix*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), targets, rows } })
  })
  await page.goto(`/apps/viewer/matrix/${stable.name}`)
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', '5001')
  await expect(grid.getByRole('columnheader')).toHaveCount(6)
  expect(await grid.getByRole('row').count()).toBeLessThan(100)

  await grid.getByRole('rowheader').first().getByRole('link').focus()
  await page.keyboard.press('Control+End')
  await expect(grid.getByRole('rowheader', { name: 'Rivet4999' })).toBeVisible()
  expect(await grid.getByRole('row').count()).toBeLessThan(100)

  await page.getByRole('button', { name: /^Missing somewhere/ }).click()
  await expect(grid).toHaveAttribute('aria-rowcount', '51')
  await page.getByRole('searchbox', { name: 'Find an extension' }).fill('rivet4900')
  await expect(grid.getByRole('rowheader')).toHaveText(['Rivet4900'])
})

test('the matrix goes into a spreadsheet', async ({ page }) => {
  await page.goto(`/apps/viewer/matrix/${stable.name}`)
  const address = await page.getByRole('link', { name: 'Export as CSV' }).getAttribute('href')

  const table = await (await page.request.get(address ?? '')).text()

  expect(table.split('\r\n')).toHaveLength(64)
  expect(table).toContain('SegmentTools,Segmentation,3,')
})

test('two releases side by side: what was added, removed and updated @phone', async ({ page }) => {
  await page.goto('/apps/viewer/compare')
  await expect(page.getByRole('combobox', { name: 'To' })).toHaveValue(preview.revision)
  await expect(page.getByRole('combobox', { name: 'From' })).toHaveValue(stable.name)

  await page.getByRole('button', { name: /^Updated/ }).click()
  const tools = page.getByRole('row', { name: /SegmentTools/ })
  await expect(tools).toContainText('Linux amd64')
  await expect(tools).toContainText('f3b9a1c → a0b1c2d')
  await expect(page.getByRole('row', { name: /Viewer/ })).toContainText('5.8.1 → 5.9.0')

  await page.getByRole('combobox', { name: 'From' }).selectOption(older.name)
  await page.getByRole('button', { name: /^Added/ }).click()
  await expect(page).toHaveURL(/from=5\.8\.0&to=34610/)
  await expect(page.getByRole('row', { name: /SegmentTools/ })).toBeVisible()
})
