/** Publishing, promoting, deleting and giving roles, as owners and maintainers do. Each test has an application of its own. */
import { type App, blobSource, Slipway } from '@slipway/sdk'
import { findings } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { administrator, reader } from '../people.ts'

const tools = (url = '') => new Slipway({ url, key: administrator.key })

async function newApp(url: string | undefined, name: string, drafts: readonly string[] = []): Promise<App> {
  const slipway = tools(url)
  const app = await slipway.apps.create({ name, public: false })
  for (const revision of drafts) {
    await slipway.packages.upload(
      app.slug,
      { baseName: name, os: 'linux', arch: 'amd64', revision, version: '1.0' },
      blobSource(new Blob([`${name} ${revision}`]), `${name}_linux_amd64_${revision}.tar.gz`),
    )
  }
  return app
}

test('files are published with what their names say, and what is wrong is said per file @phone', async ({
  page,
  enter,
  baseURL,
}, { project }) => {
  const { slug } = await newApp(baseURL, `Sloop ${project.name}`)
  await enter(administrator, `/apps/${slug}/manage`)
  const file = (name: string) => ({ name, mimeType: 'application/gzip', buffer: Buffer.from(name) })
  await page
    .locator('input[type=file]')
    .setInputFiles([file('Sloop_linux_amd64_77.tar.gz'), file('77_Ropes_win_arm64_abc.zip'), file('mystery.bin')])

  const installer = page.getByRole('group', { name: 'Sloop_linux_amd64_77.tar.gz' })
  await expect(installer.getByLabel('Revision')).toHaveValue('77')
  await expect(installer.getByLabel('Processor')).toHaveValue('amd64')
  const extension = page.getByRole('group', { name: '77_Ropes_win_arm64_abc.zip' })
  await expect(extension.getByLabel('Kind')).toHaveValue('extension')
  await expect(extension.getByLabel('Application revision')).toHaveValue('77')
  const forAll = page.getByRole('form', { name: 'The same for all' })
  await forAll.getByLabel('Version').fill('1.2')
  await forAll.getByLabel('Processor').fill('arm64')
  await forAll.getByRole('button', { name: 'Set for all' }).click()
  await expect(installer.getByLabel('Version')).toHaveValue('1.2')
  await expect(installer.getByLabel('Processor')).toHaveValue('arm64')
  await expect(installer.getByLabel('Revision')).toHaveValue('77')
  await expect(page.getByRole('group', { name: 'mystery.bin' }).getByLabel('Processor')).toHaveValue('arm64')
  await page.getByRole('button', { name: 'Remove: mystery.bin' }).click()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish 2 files' }).click()
  await expect(page.getByText('2 of 2 files published.')).toBeVisible()
  await page.getByRole('link', { name: 'Published. See it' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: /^Sloop 1\.2/ })).toBeVisible()

  await page.getByRole('button', { name: 'Yank' }).click()
  await page.getByLabel('Reason').fill('It leaks.')
  expect(await findings(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Yank' }).click()
  await expect(page.getByText('The publisher asks not to use it: It leaks.')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(`/apps/${slug}/releases/77`)
})

test('a large upload pauses, goes on and is published', async ({ page, enter, baseURL }) => {
  const { slug } = await newApp(baseURL, 'Barge')
  await enter(administrator, `/apps/${slug}/manage`)
  let held: (() => void) | undefined
  // Holds the second piece back, so that there is time to pause.
  let pieces = 0
  await page.route('**/api/v2/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH' && ++pieces === 2) await new Promise<void>((go) => (held = go))
    await route.continue().catch(() => {})
  })
  await page.locator('input[type=file]').setInputFiles({
    name: 'Barge_linux_amd64_5.tar.gz',
    mimeType: 'application/gzip',
    buffer: Buffer.alloc(20 * 1024 ** 2, 'barge'),
  })
  await page.getByLabel('Version').fill('1.0')
  await page.getByRole('button', { name: 'Publish 1 file' }).click()
  await expect.poll(() => held !== undefined).toBe(true)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText(/^Paused, 8\.0 MiB/)).toBeVisible()
  held?.()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('1 of 1 file published.')).toBeVisible()
  const [made] = (await tools(baseURL).packages.list(slug)).items
  expect(made?.file.size).toBe(20 * 1024 ** 2)
})

test('a draft is promoted in steps, seen, and taken back', async ({ page, enter, baseURL }) => {
  const { slug } = await newApp(baseURL, 'Ketch', ['10', '11'])
  await tools(baseURL).releases.promote(slug, '10', { name: '1.0' })
  await enter(administrator, `/apps/${slug}/manage/releases`)
  await page.getByRole('link', { name: 'Promote: 11' }).click()
  await page.getByLabel('Name of the release').fill('1.0')
  await page.getByLabel('Release notes').fill('## Better\n\n- sails')
  await expect(page.getByRole('listitem').filter({ hasText: 'sails' })).toBeVisible()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Nothing. All that was there before is there again.')).toBeVisible()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Publish 1.0' }).click()

  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Name of the release').fill('1.1')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Publish 1.1' }).click()
  await expect(page.getByText('1.1 is released.')).toBeVisible()
  expect((await tools(baseURL).releases.get(slug, '1.1')).description).toContain('sails')
  await page.getByRole('button', { name: 'Undo the promotion' }).click()
  await expect(page.getByText('1.1 is a draft again.')).toBeVisible()
  expect((await tools(baseURL).releases.get(slug, '11')).stage).toBe('draft')
})

test('retention shows what rules would delete, pins protect, and the trash gives back', async ({
  page,
  enter,
  baseURL,
}) => {
  const { slug } = await newApp(baseURL, 'Yawl', ['20', '21', '22'])
  await enter(administrator, `/apps/${slug}/manage/releases`)
  await page.getByRole('button', { name: 'Pin: 20' }).click()
  await expect(page.getByRole('button', { name: 'Pinned: 20' })).toBeVisible()
  await page.getByRole('link', { name: 'Retention' }).click()
  await page.getByLabel('Keep the newest so many drafts').fill('1')
  await page.getByLabel('Keep drafts for so many days').fill('')
  const monthly = page.getByLabel('Keep the newest draft of each month')
  if (await monthly.isChecked()) await monthly.uncheck()
  await expect(page.getByRole('status').filter({ hasText: '1 draft goes' })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: '21' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete now' })).toBeDisabled()
  await page.getByRole('button', { name: 'Save rules' }).click()
  await page.getByRole('button', { name: 'Delete now' }).click()
  const dialog = page.getByRole('dialog', { name: 'Apply the rules now?' })
  await expect(dialog).toContainText('1 draft goes')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Delete now' }).click()
  await expect(page.getByText('Nothing. All 2 drafts stay.')).toBeVisible()

  await page.getByRole('link', { name: 'Trash' }).click()
  // Seen at once; what is refused comes back, and says why.
  await page.route('**/trash/*/restore', (route) =>
    route.fulfill({ status: 409, json: { status: 409, code: 'cannot_restore', detail: 'Its name is taken.' } }),
  )
  await page.getByRole('button', { name: 'Restore: 21' }).click()
  await expect(page.getByRole('alert')).toContainText('Its name is taken.')
  await expect(page.getByRole('rowheader', { name: '21' })).toBeVisible()
  await page.unroute('**/trash/*/restore')
  await page.getByRole('button', { name: 'Restore: 21' }).click()
  await expect(page.getByText('The trash is empty.')).toBeVisible()
  await page.getByRole('link', { name: 'Releases and drafts' }).click()
  await page.getByRole('link', { name: '21', exact: true }).click()
  await page.getByRole('button', { name: 'Delete this release' }).click()
  await expect(page.getByRole('dialog')).toContainText('Installers')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('link', { name: 'Trash' }).click()
  await page.getByRole('button', { name: 'Delete for good: 21' }).click()
  const purge = page.getByRole('dialog').getByRole('button', { name: 'Delete for good' })
  await expect(purge).toBeDisabled()
  await page.getByLabel('Type 21 to go on').fill('21')
  await purge.click()
  await expect(page.getByText('The trash is empty.')).toBeVisible()
})

test('roles are given and taken, and decide what is offered and what is refused', async ({
  page,
  enter,
  baseURL,
  browser,
}) => {
  const { slug } = await newApp(baseURL, 'Cutter', ['30'])
  await enter(administrator, `/apps/${slug}/manage/members`)
  await page.getByLabel('Login', { exact: true }).fill(reader.login)
  await page.getByLabel('Role', { exact: true }).selectOption('reader')
  await page.getByRole('button', { name: 'Add a member' }).click()
  await expect(page.getByRole('rowheader', { name: reader.name })).toBeVisible()

  const other = await browser.newPage({ baseURL: baseURL ?? '', locale: 'en-GB' })
  const { login, password } = reader
  await other.request.post('/api/v2/session', { data: { login, password } })
  await other.goto(`/apps/${slug}`)
  await expect(other.getByRole('heading', { level: 1, name: 'Cutter' })).toBeVisible()
  await expect(other.getByRole('main').getByRole('link', { name: 'Manage' })).toBeHidden()
  await other.goto(`/apps/${slug}/manage/members`)
  await expect(other.getByRole('heading', { name: 'This is not for you' })).toBeVisible()
  await other.goto('/admin/people')
  await expect(other.getByRole('heading', { name: 'This is not for you' })).toBeVisible()

  // Taken away while the page is open: what is still offered is refused like everything else.
  await page.getByLabel(`Role: ${reader.login}`).selectOption('owner')
  await expect
    .poll(async () => (await other.request.get(`/api/v2/apps/${slug}`)).json())
    .toMatchObject({
      permissions: expect.arrayContaining(['app.delete']),
    })
  await other.goto(`/apps/${slug}/manage/general`)
  await other.getByRole('textbox', { name: 'Description' }).fill('Fast.')
  await page.getByRole('button', { name: `Remove: ${reader.login}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('rowheader', { name: reader.name })).toBeHidden()
  await other.getByRole('button', { name: 'Save' }).click()
  // It is private: who has no role in it may not know of it.
  await expect(other.getByRole('alert')).toContainText('There is no application "cutter".')
  await expect(other.getByRole('textbox', { name: 'Description' })).toHaveValue('Fast.')
  await other.close()
})
