/** What every test begins with: the address of the site, its catalogue, and ways to sign in. */
import { test as base, expect } from '@playwright/test'
import type { DatabaseName } from '../server/test/databases-to-test.ts'
import type { Received } from '../server/test/post-office.ts'
import type { Catalogue } from './catalogue.ts'
import type { Harbour, Harbours } from './global-setup.ts'
import type { Person } from './people.ts'

export type Options = { database: DatabaseName }

type Fixtures = {
  harbour: Harbour
  catalogue: Catalogue
  /** Goes to an address as somebody who is signed in already. */
  enter: (person: Person, address: string) => Promise<void>
  /** Signs in on the page that is there for it, as people do, and waits until it is left. */
  signIn: (person: Person) => Promise<void>
  /** The mail that somebody got with these words in its subject, as soon as it is there. */
  mailTo: (address: string, subject: string) => Promise<Received>
}

const all = () => JSON.parse(process.env.SLIPWAY_E2E ?? '{}') as Harbours

export const test = base.extend<Fixtures & Options>({
  database: ['sqlite', { option: true }],
  harbour: async ({ database }, use) => {
    const harbour = all().byDatabase[database]
    if (harbour === undefined) throw new Error(`No server on ${database} in this run`)
    await use(harbour)
  },
  baseURL: async ({ harbour }, use) => {
    await use(harbour.url)
  },
  catalogue: async ({ harbour }, use) => {
    await use(harbour.catalogue)
  },
  enter: async ({ page, harbour }, use) => {
    await use(async ({ login, password }, address) => {
      const known = harbour.sessions[login]
      if (known !== undefined) await page.context().addCookies(known)
      else await page.request.post('/api/v2/session', { data: { login, password } })
      await page.goto(address)
      await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
    })
  },
  signIn: async ({ page }, use) => {
    await use(async ({ login, password }) => {
      await page.getByLabel('Login or e-mail').fill(login)
      await page.getByRole('textbox', { name: 'Password' }).fill(password)
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
    })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what is needed
  mailTo: async ({}, use) => {
    await use(async (address, subject) => {
      let found: Received | undefined
      await expect
        .poll(async () => {
          const received = (await (await fetch(all().mail)).json()) as Received[]
          found = received.findLast((mail) => mail.to === address && mail.subject.includes(subject))
          return found !== undefined
        })
        .toBe(true)
      return found as Received
    })
  },
})

export { expect }
