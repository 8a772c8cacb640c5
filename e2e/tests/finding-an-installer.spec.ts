import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { preview, stable } from '../catalogue.ts'
import { expect, test } from '../fixtures.ts'

test('a visitor gets the newest stable installer for their machine from the list of applications @phone', async ({
  page,
}) => {
  await page.goto('/apps')
  const release = page.getByRole('region', { name: `Stable ${stable.name}` })

  const downloading = page.waitForEvent('download')
  await release.getByRole('link', { name: 'Download for Linux amd64' }).click()
  const download = await downloading

  expect(download.suggestedFilename()).toBe('Viewer-5.8.1-linux-amd64.tar.gz')
  const bytes = await readFile(await download.path())
  const digest = createHash('sha256').update(bytes).digest('hex')
  await expect(release.getByTitle(digest)).toBeVisible()
})

test('other platforms are one click away', async ({ page }) => {
  await page.goto('/apps')
  const release = page.getByRole('region', { name: `Stable ${stable.name}` })

  await expect(release.getByRole('link', { name: 'macOS arm64' })).toHaveAttribute('href', /macosx-arm64\.dmg$/)
  await expect(release.getByRole('link', { name: 'Windows amd64' })).toHaveAttribute('href', /win-amd64\.exe$/)
})

test('previews stand apart from stable releases', async ({ page }) => {
  await page.goto('/apps/viewer')

  await expect(page.getByRole('region', { name: `Preview ${preview.revision}` })).toContainText('not released yet')
  await expect(page.getByRole('region', { name: 'Stable releases' }).getByRole('rowheader')).toHaveText([
    /5\.8\.1/,
    /5\.8\.0/,
  ])
  await expect(page.getByRole('region', { name: 'Previews' }).getByRole('rowheader')).toHaveText([/34610/])
})

test('a release says for which platforms it was not built', async ({ page }) => {
  await page.goto('/apps/viewer')
  const older = page.getByRole('row', { name: /5\.8\.0/ })

  await expect(older).toContainText('Built for Linux amd64. Not built for Windows amd64, macOS amd64, and macOS arm64.')
})

test('from the list of releases to one installer and its facts @phone', async ({ page }) => {
  await page.goto('/apps/viewer')
  await page
    .getByRole('region', { name: 'Stable releases' })
    .getByRole('link', { name: stable.name, exact: true })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer 5.8.1')
  await expect(page.getByText('Faster')).toBeVisible()

  await page.getByRole('table').getByRole('link', { name: 'macOS arm64 (Apple silicon)', exact: true }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer 5.8.1 for macOS arm64')
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('Version5.8.1')
})

for (const [machine, userAgent, label] of [
  ['Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Windows amd64'],
  ['a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'macOS arm64'],
] as const) {
  test.describe(`on ${machine}`, () => {
    test.use({ userAgent })
    test('the button is for that machine', async ({ page }) => {
      // Without client hints, as in Firefox.
      await page.addInitScript("Object.defineProperty(Navigator.prototype, 'userAgentData', { value: undefined })")
      await page.goto('/apps')
      const release = page.getByRole('region', { name: `Stable ${stable.name}` })

      await expect(release.getByRole('link', { name: `Download for ${label}` })).toBeVisible()
    })
  })
}
