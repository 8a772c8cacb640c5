import { expect, test } from '../fixtures.ts'
import { reader } from '../people.ts'

test('signing in leads back to where one was, and signing out takes away what is private @phone', async ({
  page,
  signIn,
}) => {
  await page.goto('/apps/viewer')
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
  await signIn(reader)
  await expect(page).toHaveURL(/\/apps\/viewer$/)

  await page.goto('/apps')
  await expect(page.getByRole('link', { name: 'Dry dock' })).toBeVisible()

  await page.getByRole('button', { name: 'Account of Ada Keel' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()

  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Dry dock' })).toBeHidden()
})

test('a wrong password is refused in words, and the form keeps what was typed', async ({ page }) => {
  await page.goto('/login')
  await page.getByLabel('Login or e-mail').fill('nobody')
  await page.getByRole('textbox', { name: 'Password' }).fill('not-the-password')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()

  await expect(page.getByRole('alert')).toContainText('Login or password is wrong.')
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByLabel('Login or e-mail')).toHaveValue('nobody')
})

test('empty fields are named before anything is sent', async ({ page }) => {
  await page.goto('/login')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()

  await expect(page.getByLabel('Login or e-mail')).toHaveAccessibleDescription('Enter your login or e-mail.')
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveAccessibleDescription('Enter your password.')
})

test('a link cannot send one to another site after signing in', async ({ page, signIn, baseURL }) => {
  await page.goto('/login?from=https://elsewhere.example/')
  await signIn(reader)

  await expect(page).toHaveURL(`${baseURL}/apps`)
})
