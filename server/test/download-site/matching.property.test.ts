import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Matcher, type Mode, type Question, type SiteRecord } from '../../src/protocols/download-site/matching.ts'
import { referenceMatch } from './reference.ts'

const revision = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }).map(String) },
  fc.constantFrom('a', 'b'),
)
const version = fc.constantFrom(null, '5', '5.6', '5.6.1', '5.6.2', '5.60.0', '4.11.2020', '5.3.0-rc1')
const day = fc.integer({ min: 1, max: 9 }).map((day) => `2024-03-0${day}`)
const moment = fc
  .tuple(day, fc.constantFrom('T00:00:00+00:00', 'T03:10:00.100000+00:00', ' 04:00:00'))
  .map((p) => p.join(''))

const records: fc.Arbitrary<SiteRecord[]> = fc
  .array(
    fc.record({
      os: fc.constantFrom('linux', 'win'),
      arch: fc.constantFrom('amd64', 'arm64', 'i386'),
      revision,
      buildDate: moment,
      createdAt: fc.integer({ min: 1, max: 3 }),
      release: fc.constantFrom(null, null, '', '5.6', '5.6.1', '5.6.2'),
      preRelease: fc.boolean(),
      unlisted: fc.integer({ min: 0, max: 5 }).map((die) => die === 0),
      version,
      yanked: fc.integer({ min: 0, max: 5 }).map((die) => die === 0),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map((record, at) => ({ ...record, id: `id${String(at).padStart(2, '0')}` })))

const mode: fc.Arbitrary<Mode> = fc.oneof(
  fc.constant<Mode>({ by: 'latest' }),
  revision.map((text): Mode => ({ by: 'revision', revision: /^\d+$/.test(text) ? Number(text) : text })),
  fc.integer({ min: 0, max: 14 }).map((revision): Mode => ({ by: 'closest-revision', revision })),
  fc
    .oneof(version, fc.constantFrom('', '5.', '5.6.1.0', '6'))
    .map((version): Mode => ({ by: 'version', version: version ?? '' })),
  fc.oneof(day, moment, fc.constantFrom('', '2024', 'z')).map((date): Mode => ({ by: 'date', date })),
)

const question: fc.Arbitrary<Question> = fc.record({
  os: fc.constantFrom('linux', 'win'),
  arch: fc.constantFrom(undefined, undefined, 'amd64', 'arm64', 'riscv'),
  stability: fc.constantFrom('release' as const, 'nightly' as const, 'any' as const),
  mode,
  offset: fc.oneof(fc.constant(0), fc.integer({ min: -4, max: 4 })),
})

test('answers what the rules say, read slowly', () => {
  fc.assert(
    fc.property(records, fc.array(question, { minLength: 1, maxLength: 8 }), (all, questions) => {
      // One matcher for all of them, as the server has it: what it keeps must not change what it answers.
      const matcher = new Matcher(all, 'amd64')
      for (const one of questions) expect(matcher.match(one)).toEqual(referenceMatch(all, one, 'amd64'))
    }),
    { numRuns: 2000 },
  )
})
