/** Every page and every dialog for those who sign in: nothing to find for axe, nothing beyond the edge. */

import type { Page } from '@playwright/test'
import { blobSource, Slipway } from '@slipway/sdk'
import { expect, test } from '../fixtures.ts'
import { expectGoodLooks, settled } from '../looks.ts'
import { administrator, reader } from '../people.ts'

/** `heading`: of the page, so that it is not one that says what went wrong. */
type Sight = { at: string; heading: string | RegExp; open?: (page: Page) => Promise<void> }

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('main').getByRole('button', { name }).first().click()
const pressAndSend = (name: string) => async (page: Page) => {
  await press(name)(page)
  await page.getByRole('dialog').locator('[type=submit]').click()
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
}

async function lookAt(page: Page, sights: Record<string, Sight>): Promise<void> {
  for (const [name, { at, heading, open }] of Object.entries(sights)) {
    await test.step(name, async () => {
      await page.goto(at)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await settled(page)
      if (open !== undefined) {
        await open(page)
        await page.waitForLoadState('networkidle')
      }
      await expectGoodLooks(page, name)
    })
  }
}

test.describe('what looks as it should', { tag: '@look' }, () => {
  test.describe.configure({ timeout: 180_000 })

  test('one’s own account', async ({ page, enter, baseURL }) => {
    const me = { login: 'decorator', password: 'paint-and-brushes-1', email: 'decorator@example.org' }
    await new Slipway({ url: baseURL ?? '', key: administrator.key }).accounts.create(me)
    await enter(me, '/account')
    await page.request.post('/api/v2/keys', { data: { name: 'a key', scopes: ['publish'] } })
    await lookAt(page, {
      profile: { at: '/account', heading: 'Profile' },
      'a wrong password': { at: '/account', heading: 'Profile', open: press('Change password') },
      sessions: { at: '/account/sessions', heading: 'Sessions' },
      'second factors': { at: '/account/factors', heading: 'Second factors' },
      'a new passkey': { at: '/account/factors', heading: 'Second factors', open: press('Add a passkey') },
      'a new app': { at: '/account/factors', heading: 'Second factors', open: press('Add an authenticator app') },
      keys: { at: '/account/keys', heading: 'API keys' },
      'a new key': { at: '/account/keys', heading: 'API keys', open: pressAndSend('Make an API key') },
      'a key that goes': { at: '/account/keys', heading: 'API keys', open: press('Revoke: a key') },
      'what is not for everybody': { at: '/admin', heading: 'This is not for you' },
    })
    await page.context().clearCookies()
    await lookAt(page, {
      registering: { at: '/register', heading: 'Register', open: press('Register') },
      'a link that does not work': { at: '/register/confirm#x', heading: /registration/, open: press('Confirm') },
      'a new address': { at: '/account/email/confirm#x', heading: /mail address/, open: press('Confirm') },
      'a forgotten password': { at: '/password/forgot', heading: /password/ },
      'a new password': { at: '/password/new#x', heading: /password/, open: press('Save') },
    })
  })

  test('an application, for those who look after it', async ({ page, enter, baseURL }) => {
    const slipway = new Slipway({ url: baseURL ?? '', key: administrator.key })
    const { slug } = await slipway.apps.create({ name: 'Gig', public: false })
    for (const revision of ['40', '41', '42']) {
      await slipway.packages.upload(
        slug,
        { baseName: 'Gig', os: 'linux', arch: 'amd64', revision, version: '1.0' },
        blobSource(new Blob([revision]), `Gig_linux_amd64_${revision}.tar.gz`),
      )
    }
    await slipway.releases.promote(slug, '40', { name: '1.0', description: '# News\n\n- *One*\n- Two' })
    await slipway.releases.delete(slug, '41')
    await slipway.members.set(slug, reader.login, 'maintainer')
    const [installer] = (await slipway.packages.list(slug)).items
    const manage = `/apps/${slug}/manage`
    await enter(administrator, manage)
    const files = ['Gig_linux_amd64_43.tar.gz', 'what-is-this-with-a-name-that-goes-on-and-on-and-on.bin']
    await lookAt(page, {
      publishing: { at: manage, heading: 'Publish' },
      'files to publish': {
        at: manage,
        heading: 'Publish',
        open: (it) =>
          it
            .locator('input[type=file]')
            .setInputFiles(files.map((name) => ({ name, mimeType: 'a/b', buffer: Buffer.from(name) }))),
      },
      releases: { at: `${manage}/releases`, heading: 'Releases and drafts' },
      'a new release': {
        at: `${manage}/releases`,
        heading: 'Releases and drafts',
        open: pressAndSend('Create a release'),
      },
      'a release': { at: `${manage}/releases/1.0`, heading: '1.0' },
      'a release that goes': { at: `${manage}/releases/1.0`, heading: '1.0', open: press('Delete this release') },
      members: { at: `${manage}/members`, heading: 'Members' },
      'a member who goes': { at: `${manage}/members`, heading: 'Members', open: press(/^Remove/) },
      retention: { at: `${manage}/retention`, heading: 'Retention' },
      'rules that delete': {
        at: `${manage}/retention`,
        heading: 'Retention',
        async open(it) {
          await it.getByLabel('Keep the newest so many drafts').fill('0')
          await it.getByLabel('Keep drafts for so many days').fill('0')
          await it.getByLabel('Keep the newest draft of each month').uncheck()
          await expect(it.getByText('1 draft goes')).toBeVisible()
          await it.getByRole('button', { name: 'Save rules' }).click()
          await it.getByRole('button', { name: 'Delete now' }).click()
          await expect(it.getByRole('dialog')).toContainText('1 draft goes')
        },
      },
      trash: { at: `${manage}/trash`, heading: 'Trash' },
      'what goes for good': { at: `${manage}/trash`, heading: 'Trash', open: press(/^Delete for good/) },
      settings: { at: `${manage}/general`, heading: 'Settings' },
      'an application that goes': {
        at: `${manage}/general`,
        heading: 'Settings',
        open: press('Delete this application'),
      },
      promoting: { at: `/apps/${slug}/drafts/42/promote`, heading: /^Promote/ },
      'what moves': {
        at: `/apps/${slug}/drafts/42/promote`,
        heading: /^Promote/,
        async open(it) {
          await it.getByLabel('Name of the release').fill('2.0')
          await press('Next')(it)
          await expect(it.getByRole('heading', { name: 'What moves into the release' })).toBeVisible()
        },
      },
      'an installer to yank': {
        at: `/apps/${slug}/packages/${installer?.id}`,
        heading: /^Gig/,
        open: press('Yank'),
      },
    })
  })

  test('the administration', async ({ page, enter, baseURL }) => {
    // Only an empty one can be deleted.
    await new Slipway({ url: baseURL ?? '', key: administrator.key }).collections.create({ name: 'Empty berth' })
    await enter(administrator, '/admin')
    await lookAt(page, {
      people: { at: '/admin/people', heading: 'People and robots' },
      'a new account': { at: '/admin/people', heading: 'People and robots', open: pressAndSend('Add an account') },
      'a person': { at: `/admin/people/${reader.login}`, heading: reader.name },
      'a person who is locked out': {
        at: `/admin/people/${reader.login}`,
        heading: reader.name,
        open: press('Disable'),
      },
      applications: { at: '/admin/apps', heading: 'Applications' },
      'a new application': { at: '/admin/apps', heading: 'Applications', open: pressAndSend('Create an application') },
      'a new collection': { at: '/admin/apps', heading: 'Applications', open: pressAndSend('Create a collection') },
      'a collection that goes': { at: '/admin/apps', heading: 'Applications', open: press('Delete: Empty berth') },
      storage: { at: '/admin/storage', heading: 'Storage' },
      jobs: { at: '/admin/jobs', heading: 'Jobs' },
      'no failed job': { at: '/admin/jobs?state=failed', heading: 'Jobs' },
      audit: { at: '/admin/audit', heading: 'Audit' },
      'a change in the audit': {
        at: '/admin/audit?action=app.create',
        heading: 'Audit',
        open: (it) => it.getByText('Show').first().click(),
      },
      'nothing in the audit': { at: '/admin/audit?actor=nobody', heading: 'Audit' },
      'settings of the site': { at: '/admin/settings', heading: 'Settings' },
      health: { at: '/admin/health', heading: 'Health' },
    })
  })
})
