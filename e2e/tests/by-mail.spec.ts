/** What people do with a mail that proves whose address it is, from the form to the link to the result. */
import type { Page } from '@playwright/test'
import { Slipway } from '@slipway/sdk'
import { findings } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { administrator } from '../people.ts'

const password = 'rope-and-canvas-1'

async function register(page: Page, login: string, email: string): Promise<void> {
  await page.goto('/login')
  await page.getByRole('link', { name: 'No account? Register.' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Register' })).toBeVisible()
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Register' }).click()
}

test.describe('whoever registers', () => {
  // Who may register is a setting of the whole site.
  test.describe.configure({ mode: 'serial' })

  test('confirms by the link in the mail, once, and signs in', async ({ page, signIn, mailTo, database }) => {
    const email = `rigger-${database}@example.org`
    await register(page, 'rigger', email)
    await expect(page.getByText(`A link was sent to ${email}.`)).toBeVisible()
    expect(await findings(page)).toEqual([])

    const { link = '', text } = await mailTo(email, 'confirm your e-mail')
    expect(text).toContain('registered as rigger')
    const answer = await page.goto(link)
    expect(answer?.status()).toBe(200)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByText('Your account is there.')).toBeVisible()
    expect(await findings(page)).toEqual([])
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await signIn({ login: 'rigger', password })
    await page.context().clearCookies()

    await page.goto('/apps')
    await page.goto(link)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByRole('alert')).toContainText('The link does not work any more')

    // The page says the same to those who want to find out who has an account; the owner learns of it by mail.
    await register(page, 'somebody-else', email)
    await expect(page.getByText(`A link was sent to ${email}.`)).toBeVisible()
    expect((await mailTo(email, 'you have an account already')).text).toContain('belongs to the account rigger')
  })

  test('signs in only after an administrator has let them in, where that is so', async ({
    page,
    enter,
    signIn,
    mailTo,
    baseURL,
    database,
  }) => {
    await enter(administrator, '/admin/settings')
    await page.getByLabel('Registration', { exact: true }).selectOption('Open, and an administrator lets each in')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved', { exact: false })).toBeVisible()
    await page.context().clearCookies()
    try {
      const waiters = ['waiter', 'stowaway'].map((login) => ({ login, email: `${login}-${database}@example.org` }))
      for (const waiter of waiters) {
        await register(page, waiter.login, waiter.email)
        await page.goto((await mailTo(waiter.email, 'confirm your e-mail')).link ?? '')
        await page.getByRole('button', { name: 'Confirm' }).click()
        await expect(page.getByText('An administrator has to let you in before you can sign in.')).toBeVisible()
      }
      expect(await findings(page)).toEqual([])
      await page.goto('/login')
      await page.getByLabel('Login or e-mail').fill('waiter')
      await page.getByRole('textbox', { name: 'Password' }).fill(password)
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('alert')).toContainText('An administrator has to let this account in first.')

      await enter(administrator, '/admin/people')
      const waiting = page.getByRole('region', { name: 'Waiting to be let in' })
      expect(await findings(page)).toEqual([])
      await waiting.getByRole('button', { name: 'Let in: waiter' }).click()
      await expect(waiting.getByText('waiter', { exact: true })).toBeHidden()
      await waiting.getByRole('button', { name: 'Refuse: stowaway' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
      await expect(waiting).toBeHidden()
      await page.context().clearCookies()
      await page.goto((await mailTo(`waiter-${database}@example.org`, 'you can sign in now')).link ?? '')
      await signIn({ login: 'waiter', password })
    } finally {
      await new Slipway({ url: baseURL ?? '', key: administrator.key }).site.update({ registration: 'open' })
    }
  })
})

test('a forgotten password is replaced by the link in the mail, and the old one is refused', async ({
  page,
  signIn,
  mailTo,
  baseURL,
  database,
}) => {
  const me = { login: 'forgetful', email: `forgetful-${database}@example.org` }
  await new Slipway({ url: baseURL ?? '', key: administrator.key }).accounts.create({ ...me, password })
  await page.goto('/login')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Forgot your password?' })).toBeVisible()
  await page.getByLabel('Login or e-mail').fill(me.email)
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('If there is such an account')).toBeVisible()

  const { link = '' } = await mailTo(me.email, 'choose a new password')
  expect((await page.goto(link))?.status()).toBe(200)
  await page.getByRole('textbox', { name: 'New password' }).fill('short')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('textbox', { name: 'New password' })).toHaveAccessibleDescription(/10/)
  expect(await findings(page)).toEqual([])
  await page.getByRole('textbox', { name: 'New password' }).fill('another-rope-1')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Your password is changed.')).toBeVisible()
  await mailTo(me.email, 'your password was changed')

  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Login or e-mail').fill(me.login)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('Login or password is wrong.')
  await signIn({ login: me.login, password: 'another-rope-1' })
})

test('a new e-mail address counts once its link was opened, and the old one is told', async ({
  page,
  enter,
  mailTo,
  baseURL,
  database,
}) => {
  const me = { login: 'mover', email: `mover-${database}@example.org`, password }
  const next = `moved-${database}@example.org`
  await new Slipway({ url: baseURL ?? '', key: administrator.key }).accounts.create(me)
  await enter(me, '/account')
  await page.getByRole('textbox', { name: 'New e-mail' }).fill(next)
  const form = page.locator('form').filter({ has: page.getByRole('textbox', { name: 'New e-mail' }) })
  await form.getByLabel('Current password').fill(password)
  await form.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText(`A link was sent to ${next}.`)).toBeVisible()
  await page.reload()
  await expect(page.getByText(me.email)).toBeVisible()

  const { link = '' } = await mailTo(next, 'confirm your new e-mail')
  expect((await page.goto(link))?.status()).toBe(200)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Your e-mail address is changed.')).toBeVisible()
  await mailTo(me.email, 'your e-mail address was changed')
  await page.goto('/account')
  await expect(page.getByText(next)).toBeVisible()
})

test('what needs mail is shown as off where no mail is sent', { tag: '@look' }, async ({ page, enter, baseURL }) => {
  const me = { login: 'lookout', password }
  await new Slipway({ url: baseURL ?? '', key: administrator.key }).accounts.create(me)
  await page.route('**/api/v2', async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ json: { ...((await reply.json()) as object), mail: false, registration: false } })
  })
  await page.goto('/login')
  await expect(page.getByText('This server sends no mail')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Forgot your password?' })).toBeHidden()
  await page.goto('/register')
  await expect(page.getByText('One cannot register here at the moment.')).toBeVisible()
  await enter(me, '/account')
  await expect(page.getByText('This server sends no mail, so this is off.')).toBeVisible()
})
