import type { Page } from '@playwright/test'
import { findings } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { administrator, reader } from '../people.ts'
import { makeSpk, PIXEL } from '../spks.ts'

const device = (page: Page) => page.getByLabel('Model or architecture of your NAS')

test('packages are found by words, category and model, from the header on @phone', async ({ page }) => {
  await page.goto('/apps')
  await page.getByRole('banner').getByRole('link', { name: 'NAS packages' }).click()
  const cards = page.getByRole('main').getByRole('listitem').getByRole('article')
  await expect(cards).toHaveCount(2)
  await page.getByLabel('Search packages').fill('low water')
  await expect(cards).toHaveCount(1)
  await expect(cards).toContainText('Beta')
  await page.getByLabel('Search packages').fill('')
  await page.getByLabel('Category').selectOption('Lookout')
  await expect(page).toHaveURL(/category=Lookout/)
  await expect(cards).toContainText(['Harbour Watch'])
  await page.getByLabel('Category').selectOption('')
  await device(page).fill('DS120j')
  await expect(page).toHaveURL(/arch=armada37xx/)
  await expect(cards).toHaveCount(1)
  await page.reload()
  await expect(device(page)).toHaveValue('DS120j')
  await expect(cards).toHaveCount(1)
})

test('what devices are not offered any more is apart, and can be downloaded by hand', async ({ page }) => {
  await page.goto('/synology')
  await page.getByText('1 archived package').click()
  const card = page.getByRole('article').filter({ hasText: 'old-lamp' })
  await expect(card).toContainText('Archived')
  await card.getByRole('link').click()
  await expect(page.getByText('Files can still be downloaded by hand.')).toBeVisible()
  const download = page.waitForEvent('download')
  await page
    .getByRole('region', { name: 'Versions' })
    .getByRole('link', { name: /apollolake/ })
    .click()
  expect((await download).suggestedFilename()).toBe('old-lamp.v1.f42661[apollolake-geminilake].spk')
  expect(await findings(page)).toEqual([])
})

test('packages are among what the search finds', async ({ page }) => {
  await page.goto('/apps/viewer')
  await page.getByRole('banner').getByRole('button', { name: 'Search' }).click()
  await page.getByRole('combobox', { name: 'Search', exact: true }).fill('harbour')
  await page.getByRole('group', { name: 'NAS packages' }).getByRole('option', { name: 'Harbour Watch' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour Watch')
})

test('the address of the source is there to copy @phone', async ({ page, baseURL }) => {
  await page.goto('/synology')
  await page.getByText('Add this source to your NAS').click()
  await expect(page.getByText(`${baseURL}/nas`, { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy address of the source' })).toBeVisible()
  expect(await findings(page)).toEqual([])
})

test('the right file for a model is offered with its digest, and none where none fits @phone', async ({ page }) => {
  await page.goto('/synology/packages/harbour-watch')
  await device(page).fill('DS920+')
  const finder = page.getByRole('region', { name: 'Which file is right for my NAS?' })
  await expect(finder).toContainText('Version 1.1-2')
  await expect(finder.getByText(/^[0-9a-f]{8}…/)).toHaveCount(2)
  const download = page.waitForEvent('download')
  await finder.getByRole('link', { name: /Download/ }).click()
  expect((await download).suggestedFilename()).toBe('harbour-watch.v2.f42661[apollolake-geminilake].spk')
  await device(page).fill('DS218')
  await expect(finder).toContainText('Version 1.0-1')
  await device(page).fill('88f6281')
  await expect(finder).toContainText('No model or architecture of this name.')
  await device(page).fill('88f628x')
  await expect(finder).toContainText('Nothing for this NAS.')
  expect(await findings(page)).toEqual([])
})

test('a package shows its versions by firmware, and no script of a changelog runs', async ({ page }) => {
  await page.goto('/synology/packages/harbour-watch')
  const versions = page.getByRole('region', { name: 'Versions' })
  await expect(versions.locator('b')).toHaveText('Sees further')
  await expect(page).toHaveTitle(/^Harbour Watch/)
  await expect(versions.getByText('DSM 6')).toBeVisible()
  await expect(versions.getByText('Not active')).toBeVisible()
  await versions.getByText('1 earlier version').click()
  await expect(versions.getByRole('link', { name: /rtd1296/ })).toHaveAttribute('href', /\/nas\/harbour-watch\/1\//)
  await expect(page.getByRole('button', { name: /Screenshot 1/ })).toBeVisible()
})

test('builds are activated, deactivated and explained, each with its result @phone', async ({ page, enter }) => {
  await enter(administrator, '/synology/packages/tide-table/manage')
  await expect(page.getByRole('heading', { name: 'tide-table' })).toBeVisible()
  const results = page.getByRole('status', { name: 'Results' })
  const build = page.getByRole('checkbox', { name: /^Choose tide-table/ })
  await build.check()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(results).toContainText(/Build was successfully activated/)
  await build.check()
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(results).toContainText('The archive was read again.')
  await page.getByText('Every field').click()
  expect(await findings(page)).toEqual([])
  await page.getByRole('link', { name: 'What does a device get?' }).click()
  await device(page).fill('DS920+')
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(page.getByRole('cell', { name: /beta version, and the device does not ask/ })).toBeVisible()
})

test('anybody can ask who gets which build, and the question is in the address @phone', async ({ page }) => {
  await page.goto('/synology/packages/harbour-watch')
  await device(page).fill('DS920+')
  await page.getByRole('link', { name: 'Why this answer?' }).click()
  await expect(page).toHaveURL(/\/explain\?device=DS920%2B&build=\d+/)
  const answer = page.getByRole('main').getByRole('status').filter({ hasText: ' with DSM ' })
  await expect(answer).toContainText('geminilake')
  await expect(answer).toContainText('gets 1.1-2')
  await expect(page.getByRole('row', { name: /1\.1-2.*Chosen/ })).toBeVisible()
  await page.getByText(/builds? for other architectures$/).click()
  await expect(page.getByRole('row', { name: /rtd1296.*Refused/ })).toBeVisible()
  await page.getByLabel('Version of DSM or SRM').selectOption('4458')
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(answer).toContainText('gets nothing.')
  expect(await findings(page)).toEqual([])
})

test('what was downloaded is shown by package, version, file, device and firmware @phone', async ({
  page,
  request,
}) => {
  const path = '/nas/harbour-watch/2/harbour-watch.v2.f42661%5Bapollolake-geminilake%5D.spk'
  const agent = { headers: { 'user-agent': 'synology_geminilake_920+ DSM7.2-64570 (package)' } }
  expect((await request.get(`${path}?arch=geminilake&build=64570`, agent)).status()).toBe(200)
  await page.goto('/synology')
  await page.getByRole('main').getByRole('link', { name: 'Statistics' }).click()
  await page.getByRole('region', { name: 'Packages' }).getByRole('link', { name: 'harbour-watch' }).click()
  await expect(page).toHaveURL(/package=harbour-watch/)
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText('1.1-2')
  await expect(page.getByRole('region', { name: 'Architectures' })).toContainText('geminilake')
  await expect(page.getByRole('region', { name: 'Firmware of the devices' })).toContainText('DSM 7.2-64570')
  await expect(page.getByRole('region', { name: 'Files' })).toContainText('harbour-watch.v2.f42661')
  expect(await findings(page)).toEqual([])
})

test('a developer finds the packages he maintains, and nothing of others', async ({ page, enter }) => {
  await enter(reader, '/synology/manage?tab=packages')
  await expect(page.getByRole('link', { name: 'tide-table' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'harbour-watch' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Keys' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Add package' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByRole('main')).toContainText('Latest versions')
  await expect(page.getByRole('cell', { name: /harbour-watch/ })).toHaveCount(0)
  expect(await findings(page)).toEqual([])
})

test('a package that a developer brings waits until it is approved', async ({ page, browser, enter }) => {
  await enter(reader, '/synology/manage?tab=packages')
  const bytes = [...(await makeSpk({ package: 'night-buoy', version: '1-1' }))]
  const upload = async (body: number[]) =>
    (
      await fetch('/api/v2/spk/uploads', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(body),
      })
    ).status
  expect(await page.evaluate(upload, bytes)).toBe(201)
  await page.reload()
  await expect(page.getByRole('row', { name: /night-buoy.*Waits for approval/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
  const stranger = await browser.newPage()
  expect((await stranger.request.get(new URL('/synology/packages/night-buoy', page.url()).href)).status()).toBe(404)

  await enter(administrator, '/synology/manage?tab=packages')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByRole('heading', { name: 'Waiting for approval' })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /night-buoy/ })).not.toContainText('Waits')
  expect((await stranger.request.get(new URL('/synology/packages/night-buoy', page.url()).href)).status()).toBe(200)
  await stranger.close()
  await page.getByRole('link', { name: 'night-buoy' }).click()
  await page.getByRole('button', { name: 'Delete this package' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('night-buoy')
  await dialog.getByRole('button', { name: 'Delete this package' }).click()
  await expect(page.getByRole('link', { name: 'night-buoy' })).toHaveCount(0)
})

test('administrators look after packages, tables, keys and people', async ({ page, enter }) => {
  await enter(administrator, '/synology/manage')
  await expect(page.getByRole('heading', { name: 'Latest versions' })).toBeVisible()
  expect(await findings(page)).toEqual([])
  await page.getByRole('link', { name: 'Packages', exact: true }).click()
  await expect(page.getByRole('link', { name: 'harbour-watch' })).toBeVisible()
  expect(await findings(page)).toEqual([])
  const add = page.getByRole('button', { name: 'Add package' })
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('new package')
  await page.getByRole('textbox', { name: 'Maintainers' }).fill('ada')
  await add.click()
  await expect(page.getByRole('alert')).toContainText('must be letters, digits, dashes and underscores')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('new-package')
  await page.getByRole('textbox', { name: 'Maintainers' }).fill('ada, nobody-here')
  await add.click()
  await expect(page.getByRole('alert')).toContainText('nobody-here is none')
  // Tabs that are half below the header at the moment would be too small to be hit. By keyboard, it goes up step by step.
  await page.evaluate(`scrollTo({ top: 0, behavior: 'instant' })`)
  expect(await findings(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Maintainers' }).fill('ada')
  await add.click()
  await expect(page.getByRole('row', { name: /new-package.*Nothing uploaded/ })).toBeVisible()
  await page.getByRole('link', { name: 'new-package' }).click()
  await expect(page.getByRole('textbox', { name: 'Maintainers' })).toHaveValue('ada')
  await page.locator('input[type=file]').setInputFiles({ name: 'window.png', mimeType: 'image/png', buffer: PIXEL })
  await expect(page.getByRole('img', { name: 'Screenshot 1 of new-package' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove Screenshot 1 of new-package' }).click()
  await expect(page.getByText('No screenshots yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Delete this package' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('new-package')
  await dialog.getByRole('button', { name: 'Delete this package' }).click()
  await expect(page.getByRole('link', { name: 'new-package' })).toHaveCount(0)

  expect((await page.request.get('/nas?arch=quite_new&build=64570&language=enu')).status()).toBe(422)
  await page.getByRole('link', { name: 'Tables' }).click()
  await page.getByRole('button', { name: 'Add quite_new' }).click()
  await expect(page.getByRole('heading', { name: 'Devices that were refused' })).toHaveCount(0)
  expect((await page.request.get('/nas?arch=quite_new&build=64570&language=enu')).status()).toBe(200)
  await page.getByRole('button', { name: 'Remove quite_new' }).click()
  await page.getByLabel('Architecture', { exact: true }).fill('z80')
  await page.getByRole('button', { name: 'Add Architectures' }).click()
  await page.getByRole('button', { name: 'Remove z80' }).click()
  await expect(page.getByRole('button', { name: 'Remove z80' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Remove rtd1296' }).click()
  await expect(page.getByRole('alert')).toContainText('Builds refer to rtd1296.')
  expect(await findings(page)).toEqual([])
  await page.getByRole('link', { name: 'Keys' }).click()
  await expect(page.getByText('There is no key: packages are not signed.')).toBeVisible()
  await page.getByLabel('Key', { exact: true }).fill('no key')
  await page.getByRole('button', { name: 'Import a key' }).click()
  await expect(page.getByRole('alert')).toContainText('finds no key')
  expect(await findings(page)).toEqual([])
  await page.getByRole('link', { name: 'People' }).click()
  await expect(page.getByRole('row', { name: /Developer/ })).toBeVisible()
  expect(await findings(page)).toEqual([])
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('everything of a package is in sight on a phone, and on paper of its width', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto('/synology/packages/harbour-watch')
    await expect(page.getByRole('heading', { level: 1, name: 'Harbour Watch' })).toBeVisible()
    for (const media of ['screen', 'print'] as const) {
      await page.emulateMedia({ media })
      const cut = await page.evaluate(
        `[document.documentElement, ...document.querySelectorAll('.wide')].filter((one) => one.scrollWidth > one.clientWidth).length`,
      )
      expect([media, cut]).toEqual([media, 0])
    }
  })
})
