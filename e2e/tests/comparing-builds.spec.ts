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
