/** What administrators do on pages. */
import { Slipway } from '@slipway/sdk'
import { findings } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { administrator } from '../people.ts'

test('accounts are added, changed and disabled, and the audit says so and goes out as a file', async ({
  page,
  enter,
}) => {
  await enter(administrator, '/admin')
  await page.getByRole('button', { name: 'Add an account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Kind').selectOption('robot')
  await dialog.getByLabel('Login').fill('crane one')
  await dialog.getByRole('button', { name: 'Add an account' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(dialog.getByLabel('Login')).toHaveAccessibleDescription(/./)
  await dialog.getByRole('alert').getByRole('link', { name: 'Login' }).click()
  await expect(dialog.getByLabel('Login')).toBeFocused()
  expect(await findings(page)).toEqual([])
  await dialog.getByLabel('Login').fill('crane-1')
  await dialog.getByRole('button', { name: 'Add an account' }).click()
  await expect(page).toHaveURL('/admin/people/crane-1')
  await page.getByRole('button', { name: 'Make an API key' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('lift')
  await page.getByRole('dialog').getByRole('button', { name: 'Make an API key' }).click()
  await expect(page.getByText(/^slipway_\w{40}$/)).toBeVisible()
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('Disabled', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Audit' }).click()
  await page.getByLabel('What', { exact: true }).fill('account.update')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(page).toHaveURL(/action=account\.update/)
  await expect(page.getByRole('cell', { name: 'crane-1' }).first()).toBeVisible()
  await page.getByRole('link', { name: 'crane-1' }).first().click()
  await expect(page).toHaveURL(/target=/)
  await expect(page.getByRole('rowheader')).toContainText(['account.update', 'account.create'])
  await page.getByText('Show').first().click()
  await expect(page.getByText('disabled').first()).toBeVisible()
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await file).suggestedFilename()).toBe('audit.csv')
})

test('an application is created, changed, deleted after saying what goes, and brought back', async ({
  page,
  enter,
  baseURL,
}) => {
  await enter(administrator, '/admin/apps')
  // It is not empty: what would be refused is not offered.
  await expect(page.getByRole('button', { name: 'Edit: Applications' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete: Applications' })).toBeHidden()
  await page.getByRole('button', { name: 'Create an application' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Dinghy')
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Public' }).uncheck()
  await page.getByRole('dialog').getByRole('button', { name: 'Create an application' }).click()
  await page.getByRole('link', { name: 'Dinghy' }).click()
  await page.getByRole('navigation', { name: 'Manage Dinghy' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Names of installers').fill('{nonsense}')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Names of installers')).toHaveAccessibleDescription(/nonsense/)
  await page.getByRole('button', { name: 'Delete this application' }).click()
  await expect(page.getByRole('dialog')).toContainText('It can come back until')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete this application' }).click()
  await expect(page).toHaveURL('/apps')
  await page.goto('/admin/apps')
  await page.getByRole('button', { name: 'Restore: Dinghy' }).click()
  await expect(page.getByRole('link', { name: 'Dinghy' })).toBeVisible()
  expect((await new Slipway({ url: baseURL ?? '', key: administrator.key }).apps.get('dinghy')).name).toBe('Dinghy')
})
