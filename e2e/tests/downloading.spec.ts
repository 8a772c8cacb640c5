/** The download page, which the server itself prints: first thing at the root, whole without scripts. */
import { findings } from '../axe.ts'
import { preview, stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'

const FIREFOX = 'Gecko/20100101 Firefox/140.0'

test('the first page offers the installer for this machine, with everything to check it @phone', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Download Viewer')
  const yours = page.getByRole('region', { name: `Viewer ${stable.name}` })

  const downloading = page.waitForEvent('download')
  await yours.getByRole('link', { name: /^Download for Linux/ }).click()

  expect((await downloading).suggestedFilename()).toBe('Viewer-5.8.1-linux-amd64.tar.gz')
  await expect(yours).toContainText(/SHA-256 [0-9a-f]{64}/)
})

for (const [machine, userAgent, label] of [
  ['Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) ${FIREFOX}`, 'Download for Windows amd64'],
  ['a Mac', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) ${FIREFOX}`, 'Download for macOS Apple silicon'],
  ['Linux', `Mozilla/5.0 (X11; Linux x86_64; rv:140.0) ${FIREFOX}`, 'Download for Linux amd64'],
  ['a phone', `Mozilla/5.0 (Android 15; Mobile; rv:140.0) ${FIREFOX}`, undefined],
] as const) {
  test.describe(`on ${machine}`, () => {
    test.use({ userAgent })
    test('that system comes first, and all are there', async ({ page }) => {
      await page.goto('/')
      const first = page.getByRole('main').getByRole('link', { name: /^Download for/ })

      await expect(first).toHaveCount(label === undefined ? 0 : 1)
      if (label !== undefined) await expect(first).toHaveText(label)
      const installers = page.getByRole('region', { name: 'Installers' })
      await expect(installers.getByRole('link', { name: /^5\.8\.1 revision/ })).toHaveCount(3)
      await expect(installers.getByRole('link', { name: /^5\.9\.0 revision/ })).toHaveCount(3)
      await expect(installers.getByRole('link', { name: 'Apple silicon' })).toHaveCount(1)
    })
  })
}

test('it is accessible in both colours, obeys its policy, and fits @phone', { tag: '@look' }, async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  for (const address of ['/', '/?version=5.8.0', '/?version=9.9', '/download-stats', '/find?os=dos']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(address)
      expect([address, colorScheme, await findings(page)]).toEqual([address, colorScheme, []])
    }
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  }
  // The page of a refusal is told so by its status.
  expect(complaints.filter((text) => !/status of 400/.test(text))).toEqual([])
})

test('sections are tabs, by mouse, keys and address; commands and digests can be copied', { tag: '@look' }, async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/#access-older-releases')
  const tab = (name: string) => page.getByRole('tab', { name })
  await expect(tab('Access Older Releases')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tabpanel')).toHaveCount(1)

  await tab('Access Older Releases').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Checksums')).toBeFocused()
  await expect(page).toHaveURL(/#checksums$/)
  await page.getByText('How to verify a download').click()
  await expect(page.locator('body > button')).toHaveCount(0)
  await page.getByRole('button', { name: 'Copy the command for Viewer-5.8.1-linux-amd64.tar.gz' }).click()
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
    /^echo '[0-9a-f]{128} {2}Viewer-5\.8\.1-linux-amd64\.tar\.gz' \| sha512sum -c$/,
  )
  await tab('Package Naming Convention').click()
  await expect(page).toHaveURL(/#package-naming-convention$/)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('everything is there: installers, checksums, older builds by version, revision and day @phone', async ({
    page,
  }) => {
    await page.goto('/')
    await expect(page.getByRole('link', { name: /^Download for Linux/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Checksums' })).toBeVisible()
    await page.getByRole('link', { name: '5.8.0', exact: true }).click()
    await expect(page.getByText('Asked for: version 5.8.0')).toBeVisible()
    await expect(page.getByRole('link', { name: /^5\.8\.0 revision 34500/ })).toBeVisible()

    await page.getByRole('link', { name: 'Show what is newest' }).click()
    await page.getByLabel('Revision').fill(preview.revision)
    await page.locator('form', { hasText: 'Revision' }).getByRole('button', { name: 'Show' }).click()
    await expect(page).toHaveURL(/\?revision=34610/)
    await expect(page.getByRole('link', { name: /^5\.9\.0 revision 34610/ })).toHaveCount(3)
  })
})

test('from the download page into the catalogue, and back by the mark', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'All releases' }).click()
  await expect(page).toHaveURL(/\/apps\/viewer$/)
  await expect(page.getByRole('region', { name: 'Stable releases' })).toBeVisible()

  await page
    .getByRole('banner')
    .getByRole('link', { name: /Slipway/ })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Download Viewer')
})
