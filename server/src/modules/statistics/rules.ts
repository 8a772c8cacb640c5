/**
 * The written rules of counting, as they are shown beside the numbers. When one changes, `RULES` in `clients.ts` is
 * counted up; `docs/statistics.md` says the same at length.
 */
import type { CountingRules } from '@slipway/contract'
import { RULES } from './clients.ts'

export const countingRules: CountingRules = {
  version: RULES,
  rules: [
    'A download counts when the last byte of a file is delivered. Looking at headers, parts from the middle and transfers that broke off do not count.',
    'One visitor counts once for a file and a day (UTC), however often the file is fetched, resumed or tried again.',
    'Bots and monitoring are kept apart and are in no number unless it says so.',
    'No address is stored. The country is looked up in memory; unknown countries are counted as such.',
    'Numbers of older systems are series of their own, with a name, and in no total unless it says so.',
  ],
}
