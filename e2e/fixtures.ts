/** What every test begins with: the address of the site, its catalogue, and a way to sign in. */
import { test as base, expect } from '@playwright/test'
import type { Catalogue } from './catalogue.ts'

type Fixtures = {
  catalogue: Catalogue
  /** Signs in on the page that is there for it, as people do, and waits until it is left. */
  signIn: (person: { login: string; password: string }) => Promise<void>
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what is needed
  baseURL: async ({}, use) => {
    await use(process.env.SLIPWAY_E2E_URL)
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  catalogue: async ({}, use) => {
    await use(JSON.parse(process.env.SLIPWAY_E2E_CATALOGUE ?? '{}') as Catalogue)
  },
  signIn: async ({ page }, use) => {
    await use(async ({ login, password }) => {
      await page.getByLabel('Login or e-mail').fill(login)
      await page.getByRole('textbox', { name: 'Password' }).fill(password)
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
    })
  },
})

export { expect }
