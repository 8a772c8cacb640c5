/**
 * Identifiers: 24 lower-case hex digits in ObjectId layout, because the Girder clients in the field test for exactly
 * that. They sort by the second in which they were made and need no coordination between processes.
 */
import { randomBytes, randomInt } from 'node:crypto'

const counterLimit = 0x1000000
const pattern = /^[0-9a-f]{24}$/

// Five random bytes tell processes apart; the counter tells ids of one process and second apart.
const processPart = randomBytes(5).toString('hex')
let counter = randomInt(counterLimit)

/** A fresh id: 4 bytes of seconds since 1970, 5 random bytes per process, 3 bytes of counter. */
export function newId(): string {
  counter = (counter + 1) % counterLimit
  const seconds = Math.floor(Date.now() / 1000) % 0x100000000
  return seconds.toString(16).padStart(8, '0') + processPart + counter.toString(16).padStart(6, '0')
}

/** Whether `text` has the form of an id (lower-case only). Says nothing about whether such a thing exists. */
export function isId(text: string): boolean {
  return pattern.test(text)
}
