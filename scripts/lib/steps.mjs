// The steps of a test run: each is announced, timed, and remembered with what it counted. A step that throws has
// failed, and the next one runs all the same.
import { asPreparation } from './report.mjs'
import { wasStopped } from './run.mjs'

export const steps = []

/** Runs a step whose work answers counts of tests. */
export async function step(name, work) {
  if (wasStopped()) return
  console.log(`\n▸ ${name}`)
  const began = performance.now()
  let counts
  try {
    counts = await work()
  } catch (error) {
    console.error(error.message)
    counts = asPreparation(false)
  }
  steps.push({ name, counts, seconds: (performance.now() - began) / 1000 })
}

/** Runs a step that other steps need. Answers whether it succeeded. */
export async function prepare(name, work) {
  await step(name, async () => {
    await work()
    return asPreparation(true)
  })
  return steps.at(-1)?.counts.failed === 0
}
