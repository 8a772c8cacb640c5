import { readFile } from 'node:fs/promises'
import { findings } from '../axe.ts'
import { expect, test } from '../fixtures.ts'

test('statistics are read as charts, by keyboard and as tables, narrowed, and taken along', async ({
  page,
  request,
  catalogue,
}) => {
  for (const agent of ['curl/8.9.1', 'Wget/1.24.5']) {
    await request.get(`/dl/${catalogue.linuxInstaller}`, { headers: { 'user-agent': agent } })
  }
  await page.goto('/apps/viewer')
  await page.getByRole('link', { name: 'Statistics' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Downloads of Viewer' })).toBeVisible()

  const steps = page.getByRole('slider', { name: 'Downloads over time, step by step' })
  await steps.focus()
  const today = await steps.getAttribute('aria-valuetext')
  expect(today).toMatch(/Stable \d+, Preview \d+/)
  await page.keyboard.press('ArrowLeft')
  await expect(steps).not.toHaveAttribute('aria-valuetext', today ?? '')
  await page.keyboard.press('End')
  await expect(steps).toHaveAttribute('aria-valuetext', today ?? '')
  await expect(page.getByRole('img', { name: 'Map of the world' })).toBeVisible()
  expect(await findings(page)).toEqual([])
  const taken = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Downloads over time as CSV' }).click()
  const file = await taken
  expect(file.suggestedFilename()).toBe('by-day.csv')
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^day,stable,draft\r\n(\d{4}-\d\d-\d\d,\d+,\d+\r\n){90}$/)

  const systems = page.getByRole('region', { name: 'Operating systems' })
  await systems.getByRole('button', { name: 'Table' }).click()
  await expect(systems.getByRole('row', { name: /Linux/ })).toBeVisible()
  const csv = await request.get((await systems.getByRole('link', { name: /as CSV/ }).getAttribute('href')) ?? '')
  expect(await csv.text()).toMatch(/^os,downloads\r\n(.*\r\n)*linux,\d+\r\n/)
  expect(await findings(page)).toEqual([])

  await systems.getByRole('link', { name: 'Linux' }).click()
  await expect(page).toHaveURL(/os=linux/)
  await expect(page.getByRole('button', { name: 'No longer only Linux' })).toBeVisible()
  await page.getByRole('button', { name: '12 months' }).click()
  await page.getByLabel('Compare with the time before').check()
  await expect(page).toHaveURL(/os=linux.*range=1y.*compare=before|compare=before/)
  await page.getByRole('button', { name: 'No longer only Linux' }).click()
  await expect(page).not.toHaveURL(/os=linux/)
  await expect(page.getByRole('heading', { name: 'How downloads are counted' })).toBeVisible()

  await page.goto('/apps/viewer/statistics?release=never')
  await expect(systems).toHaveCount(0)
  await expect(page.getByText('Nothing was downloaded that fits.')).toHaveCount(1)
  await page.getByRole('button', { name: 'No longer only never' }).click()
  await expect(systems.getByRole('link', { name: 'Linux' })).toBeVisible()
})
