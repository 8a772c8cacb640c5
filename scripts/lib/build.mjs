// Which parts are stale, and building them.
import { existsSync } from 'node:fs'
import { fingerprint, setStamp, stampOf } from './fingerprint.mjs'
import { parts } from './parts.mjs'
import { inRoot } from './paths.mjs'

export const staleParts = () =>
  parts.filter((part) => !existsSync(inRoot(part.output)) || stampOf(part.name) !== fingerprint(part.inputs))

export async function build(part) {
  const began = performance.now()
  // Taken before building: what is changed meanwhile makes the result stale, as it should.
  const madeFrom = fingerprint(part.inputs)
  await part.build()
  setStamp(part.name, madeFrom)
  console.log(`Built ${part.name} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
