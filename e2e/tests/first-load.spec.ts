import { stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'

/** What a public page may load of compressed script before it is complete, in bytes. */
const MOST = 150_000

const PAGES = {
  'the list of applications': '/apps',
  'an application': '/apps/viewer',
  'a release': `/apps/viewer/releases/${stable.name}`,
  'a catalogue': '/apps/viewer/extensions',
  'an extension': '/apps/viewer/extensions/SegmentTools',
  'a matrix': `/apps/viewer/matrix/${stable.name}`,
  'a comparison': '/apps/viewer/compare',
  'the downloads in numbers': '/apps/viewer/statistics',
  'NAS packages': '/synology',
  'a NAS package': '/synology/packages/harbour-watch',
  'which build a NAS gets': '/synology/packages/harbour-watch/explain',
  'NAS packages in numbers': '/synology/statistics',
  'signing in': '/login',
  registering: '/register',
  'a forgotten password': '/password/forgot',
}

for (const locale of ['en-GB', 'de-DE']) {
  test(`public pages load less than 150 KB of script in ${locale}`, { tag: '@look' }, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ locale, ...(baseURL !== undefined && { baseURL }) })
    const page = await context.newPage()
    let scripts = new Set<string>()
    page.on('response', (response) => {
      if (/\.js$/.test(response.url())) scripts.add(response.url())
    })
    const sizes = new Map<string, number>()
    const sizeOf = async (url: string) => {
      const known = sizes.get(url)
      if (known !== undefined) return known
      const packed = await page.request.head(url, { headers: { 'accept-encoding': 'br' } })
      const size = Number(packed.headers()['content-length'])
      sizes.set(url, size)
      return size
    }
    for (const [name, address] of Object.entries(PAGES)) {
      scripts = new Set()
      await page.goto(address)
      await expect(page.getByRole('banner').getByRole('button', { name: /^Such|^Search/ })).toBeVisible()
      await page.waitForLoadState('networkidle')
      const loaded = await Promise.all([...scripts].map(sizeOf))
      expect(loaded.length, name).toBeGreaterThan(1)
      const together = loaded.reduce((sum, size) => sum + size, 0)
      expect(together, name).toBeLessThan(MOST)
    }
    await context.close()
  })
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('pages lead to installers and extensions, with their digests', async ({ page }) => {
    await page.goto('/apps/viewer')
    await expect(page).toHaveTitle('Viewer · Slipway')
    await expect(page.getByRole('cell', { name: /^[0-9a-f]{64}$/ }).first()).toBeVisible()
    const file = await page.getByRole('link', { name: 'Viewer-5.8.1-linux-amd64.tar.gz' }).getAttribute('href')
    expect((await page.request.get(file ?? '')).status()).toBe(200)

    await page.getByRole('link', { name: 'Extensions', exact: true }).click()
    await page.getByRole('link', { name: 'SegmentTools' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('SegmentTools')
    await expect(page.getByText('Cuts volumes into named parts.')).toBeVisible()
  })

  test('the colours are the system’s, and a page that is nothing without scripts says so', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto('/apps/viewer')
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(28, 36, 40)')
    await expect(page.locator('body')).toHaveCSS('color', 'rgb(217, 223, 226)')
    await page.emulateMedia({ colorScheme: 'light' })
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await page.goto('/login')
    await expect(page.locator('noscript p').first()).toBeInViewport()
  })

  test('what is not there answers 404', async ({ page }) => {
    expect((await page.goto('/apps/viewer/extensions/Nothing'))?.status()).toBe(404)
    expect((await page.goto('/apps/dry-dock'))?.status()).toBe(404)
  })
})

test('the app takes the place of what the server put on the page, and keeps its title', async ({ page }) => {
  await page.goto('/apps/viewer/extensions/SegmentTools')
  await expect(page.getByRole('complementary', { name: 'Facts' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page).toHaveTitle('SegmentTools · Viewer · Slipway')

  await page.getByRole('complementary', { name: 'Facts' }).getByRole('link', { name: 'Plank01' }).click()
  await expect(page).toHaveTitle('Plank01 · Viewer · Slipway')
})
