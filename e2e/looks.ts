/** What every page and every dialog must be, in both colours, on a desk, on a phone and at twice the size. */
import { expect, type Page } from '@playwright/test'
import { findings, findingsOfColours } from './axe.ts'

const DESK = { width: 1280, height: 800 }
/** What zooming to 200 % leaves of it. */
const TWICE = { width: 640, height: 400 }
const PHONE = { width: 360, height: 740 }

/** The page is there, and all it asked for has come. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByRole('button', { name: /^(Search|Suchen)/ })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

const soft = expect.configure({ soft: true })

/** Looks at what is there now; what is wrong is said with `name`, and the test goes on. */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  soft(await findings(page), `${name}, on a desk`).toEqual([])
  await inColours(page, 'dark')
  soft(await findingsOfColours(page), `${name}, in dark colours`).toEqual([])
  await inColours(page, 'light')
  await page.setViewportSize(TWICE)
  await soft.poll(() => beyondTheEdge(page), `${name}, beyond the edge at twice the size`).toEqual([])
  await page.setViewportSize(PHONE)
  await soft.poll(() => beyondTheEdge(page), `${name}, beyond the edge of a phone`).toEqual([])
  soft(await findings(page), `${name}, on a phone`).toEqual([])
  await page.setViewportSize(DESK)
}

/** The colours follow the system while nobody has chosen others. */
async function inColours(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
}

/** What makes the page scroll sideways. */
const beyondTheEdge = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > root.clientWidth + 1)
    return [root.scrollWidth + ' px', ...wide.slice(0, 8).map((it) => it.tagName + '.' + it.className)]
  })()`)
