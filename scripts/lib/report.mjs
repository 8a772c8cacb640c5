// Counts tests from the runners' JSON reports, and prints the closing table.
import { readFileSync } from 'node:fs'

/** A step that is one test by itself. */
export const asOneTest = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

/** A step that only prepares: worth counting when it fails. */
export const asPreparation = (ok) => ({ passed: 0, failed: ok ? 0 : 1, skipped: 0 })

export function countVitest(file, exitCode) {
  const report = readReport(file)
  if (!report) return asPreparation(false)
  // A file that could not even be loaded has failed without any test that could say so.
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  )
  return withExitCode(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  })
}

export function countPlaywright(file, exitCode) {
  const report = readReport(file)
  if (!report) return asPreparation(false)
  const { expected, flaky, unexpected, skipped } = report.stats
  return withExitCode(exitCode, { passed: expected + flaky, failed: unexpected, skipped })
}

/** The runner knows of failures outside any test (an error nobody caught, no tests at all): those count as one. */
const withExitCode = (exitCode, counts) => (exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts)

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

export function printTable(steps) {
  const width = Math.max(...steps.map((step) => step.name.length))
  const results = steps.map((step) => (step.counts.passed + step.counts.failed === 0 ? 'done' : inWords(step.counts)))
  const resultWidth = Math.max(...results.map((result) => result.length))
  console.log()
  steps.forEach((step, index) => {
    const seconds = `${step.seconds.toFixed(1)} s`.padStart(8)
    console.log(`  ${step.name.padEnd(width)}  ${results[index].padEnd(resultWidth)} ${seconds}`)
  })
}

export function sum(steps) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { counts } of steps) for (const key of Object.keys(total)) total[key] += counts[key]
  return total
}
