import type { PublishedPackage } from '@slipway/sdk'
import { UsageError } from '../../failures.ts'
import type { Item } from './kind.ts'

/** What publishing did, in a sentence. */
export function outcomeSentence(outcome: PublishedPackage['outcome'], { name, release }: Item): string {
  const where = release.stage === 'draft' ? `draft ${release.name}` : `release ${release.name}`
  switch (outcome) {
    case 'created':
      return `Published ${name} in ${where}.`
    case 'unchanged':
      return `${name} is in ${where} already, with the same bytes.`
    case 'updated':
      return `Updated the facts of ${name} in ${where}; the bytes are the same.`
    case 'replaced':
      return `Replaced the bytes of ${name} in ${where}.`
  }
}

export function requireOs<T>(os: T | undefined): T {
  if (os === undefined) throw new UsageError('--os is missing.', 'This machine is none of linux, win or macosx.')
  return os
}
