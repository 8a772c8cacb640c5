/** One's own account, as its owner would look after it. Each test has a person of its own. */
import { Slipway } from '@slipway/sdk'
import { Secret, TOTP } from 'otpauth'
import { findings } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { administrator } from '../people.ts'

const password = 'rope-and-canvas-1'

async function somebody(url = '', login: string) {
  await new Slipway({ url, key: administrator.key }).accounts.create({ login, password })
  return { login, password }
}

test('name, password and keys change, and sessions elsewhere end', async ({ page, enter, baseURL, browser }) => {
  const me = await somebody(baseURL, 'bosun')
  await enter(me, '/account')
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bo Sun')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Account of Bo Sun' })).toBeVisible()

  const passwords = page.getByRole('region', { name: 'Password' })
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' })
  await elsewhere.request.post('/api/v2/session', { data: { login: me.login, password } })
  await passwords.getByLabel('Current password').fill('not this one')
  await passwords.getByRole('textbox', { name: 'New password' }).fill('another-rope-1')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('alert')).toContainText('The current password is wrong.')
  await passwords.getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toHaveCount(2)
  const there = await elsewhere.request.get('/api/v2/session')
  expect(((await there.json()) as { account: unknown }).account).toBeNull()

  await elsewhere.request.post('/api/v2/session', { data: { login: me.login, password: 'another-rope-1' } })
  await page.getByRole('link', { name: 'Sessions' }).click()
  await expect(page.getByRole('row')).toHaveCount(3)
  await page.getByRole('button', { name: 'End all others' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)

  await page.getByRole('link', { name: 'API keys' }).click()
  await page.getByRole('button', { name: 'Make an API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make an API key' })
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Name' }).fill('nightly')
  await dialog.getByRole('button', { name: 'Make an API key' }).click()
  const secret = await page.getByText(/^slipway_\w{40}$/).textContent()
  const mine = await new Slipway({ url: baseURL ?? '', key: secret ?? '' }).session.get()
  expect(mine.key).toMatchObject({ name: 'nightly', scopes: ['publish'], expiresAt: expect.any(String) })
  await page.getByRole('button', { name: 'Renew: nightly' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Renew' }).click()
  await expect(page.getByText('Revoked')).toHaveCount(1)
  await expect(page.getByText(/^slipway_\w{40}$/)).not.toHaveText(secret ?? '')
  await page.getByRole('button', { name: 'Revoke: nightly' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Revoked')).toHaveCount(2)
  await elsewhere.close()
})

test('an authenticator app and a passkey are asked for when signing in, and recovery codes stand in', async ({
  page,
  enter,
  baseURL,
}) => {
  const me = await somebody(baseURL, 'helmsman')
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', hasResidentKey: false, hasUserVerification: false },
  })
  await enter(me, '/account/factors')

  await page.getByRole('button', { name: 'Add an authenticator app' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password').fill(password)
  await dialog.getByRole('button', { name: 'Next' }).click()
  await expect(dialog.getByRole('img', { name: 'Picture to scan with the app' })).toBeVisible()
  expect(await findings(page)).toEqual([])
  const secret = Secret.fromBase32((await dialog.locator('code').first().textContent()) ?? '')
  await dialog.getByLabel('Code').fill(new TOTP({ secret }).generate())
  await dialog.getByRole('button', { name: 'Add an authenticator app' }).click()
  const codes = (await page.getByText(/^(\w{4}-\w{4}-\w{4}\s?){10}$/).textContent())?.split('\n') ?? []
  expect(codes).toHaveLength(10)

  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await dialog.getByLabel('Current password').fill(password)
  await dialog.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('row')).toHaveCount(3)
  expect(await findings(page)).toEqual([])

  const again = async () => {
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('button', { name: /^Account of/ })).toBeHidden()
    await page.goto('/login')
    await page.getByLabel('Login or e-mail').fill(me.login)
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('One more step.')).toBeVisible()
  }
  await again()
  expect(await findings(page)).toEqual([])
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('The code is wrong')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()

  await again()
  await page.getByLabel('Code').fill(codes[0] ?? '')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
})
