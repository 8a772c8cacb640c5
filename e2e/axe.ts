/** Accessibility, as far as a program can tell: every rule of WCAG 2.2 A and AA, and what is good practice besides. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Page, test } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const all: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}
const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] }

/** One line per finding; empty when there is nothing to find. On a second database pages look the same: not asked again. */
export async function findings(page: Page): Promise<string[]> {
  return test.info().project.metadata.again === true ? [] : run(page, all)
}

/** Only what other colours can change. */
export const findingsOfColours = (page: Page): Promise<string[]> => run(page, colours)

async function run(page: Page, options: RunOptions): Promise<string[]> {
  // Through the debugger: the page itself lets no foreign script in.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(source)
  const results = await page.evaluate(
    (given) => (globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe.run(given),
    options,
  )
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary ?? ''}`),
  )
}
