import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('digests are shortened to read, and copied as a whole', async ({ page, catalogue }) => {
  await page.goto(`/apps/viewer/packages/${catalogue.linuxInstaller}`)
  const facts = page.getByRole('complementary', { name: 'Facts' })

  await facts.getByRole('button', { name: 'Copy SHA-256' }).click()

  await expect(facts.getByText('Copied')).toBeAttached()
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  expect(copied).toMatch(/^[0-9a-f]{64}$/)
  await expect(facts.getByTitle(copied)).toHaveText(`${copied.slice(0, 8)}…${copied.slice(-8)}`)
})

test('the commands that are shown fetch the file and verify it', async ({ page, catalogue }) => {
  await page.goto(`/apps/viewer/packages/${catalogue.linuxInstaller}`)
  const section = page.getByRole('region', { name: 'Download and verify' })
  const copied = async (name: string) => {
    await section.getByRole('button', { name: `Copy ${name}` }).click()
    return page.evaluate<string>('navigator.clipboard.readText()')
  }
  const folder = mkdtempSync(join(tmpdir(), 'slipway-e2e-commands-'))

  const fetchIt = await copied('Download')
  const verifyIt = await copied('Verify')
  const said = execFileSync('sh', ['-ec', `${fetchIt} -s\n${verifyIt}`], { cwd: folder, encoding: 'utf8' })

  expect(said).toContain('Viewer-5.8.1-linux-amd64.tar.gz: OK')
  expect(await copied('Both in one, with Slipway’s own command')).toBe(
    `slipway package download viewer ${catalogue.linuxInstaller}`,
  )
})

test('bytes that changed after the release are said to have changed, and the earlier ones listed', async ({
  page,
  catalogue,
}) => {
  await page.goto(`/apps/viewer/packages/${catalogue.replacedInstaller}`)

  await expect(page.getByText(/^Bytes changed on \d+ \w+ \d{4}, \d\d:\d\d UTC$/)).toBeVisible()
  const earlier = page.getByRole('region', { name: 'Earlier files' })
  await expect(earlier.getByRole('rowheader')).toHaveText(['Viewer-5.8.0-linux-amd64.tar.gz'])
  const address = await earlier.getByRole('link').getAttribute('href')
  expect((await page.request.get(address ?? '')).status()).toBe(200)
})

test('what was yanked says so, and why', async ({ page, catalogue }) => {
  await page.goto(`/apps/viewer/extensions/${catalogue.yanked}`)

  await expect(page.getByText(/^Yanked on/)).toBeVisible()
  await expect(page.getByText('The publisher asks not to use it: It loses measurements.')).toBeVisible()
})

test('pictures of authors come from here, and so does all else; one that cannot be had leaves the letters', async ({
  page,
  baseURL,
}) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== baseURL && protocol !== 'data:') elsewhere.push(request.url())
  })
  const sizes = () =>
    page
      .locator('main img')
      .evaluateAll((all) => all.map((one) => 'naturalWidth' in one && Number(one.naturalWidth) > 0))

  await page.goto('/apps/viewer/extensions/SegmentTools')
  await expect(page.getByRole('button', { name: /^Screenshot \d of SegmentTools/ })).toHaveCount(2)
  await expect.poll(sizes).toEqual([true, true, true])
  const refused = page.waitForResponse((reply) => /\/pictures\//.test(reply.url()) && reply.status() === 404)
  await page.goto('/apps/viewer/extensions?q=LeakyHull')
  await refused

  await expect(page.getByRole('main').getByText('LH', { exact: true })).toBeVisible()
  expect(elsewhere).toEqual([])
})
