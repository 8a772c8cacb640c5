import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Snapshot } from '../../src/modules/spk/model.ts'
import { type Candidate, type Device, select } from '../../src/modules/spk/selection.ts'

const versionsByBuild: Record<number, string> = {
  1594: '3.1',
  3776: '4.3',
  4458: '5.0',
  5644: '5.2',
  7742: '1.2',
  8451: '6.0',
  9193: '1.3',
  15047: '6.1',
  22259: '6.2',
  40000: '7.0',
  41890: '7.0',
  42661: '7.1',
  63134: '7.2',
}

type Named = Candidate & { name: string }

/** `v2 15047[X]-22259 off beta`: version, minimum[codes]-maximum, flags. */
function build(text: string): Named {
  const match = /^v(\d+) (\d+)\[([\w,]+)\](?:-(\d+))?((?: \w+)*)$/.exec(text)
  if (match === null) throw new Error(text)
  const [, number, min, codes, max, flags = ''] = match
  return {
    name: text,
    active: !flags.includes('off'),
    architectures: new Set(codes?.split(',')),
    min: Number(min),
    max: max === undefined ? null : Number(max),
    minVersion: versionsByBuild[Number(min)] ?? '',
    version: { number: Number(number), beta: flags.includes('beta') },
  }
}

const majorOf = (firmware: number): number =>
  Number(
    (
      Object.entries(versionsByBuild)
        .filter(([known, version]) => Number(known) <= firmware && !version.startsWith('1.'))
        .at(-1)?.[1] ?? '0'
    ).split('.')[0],
  )

const device = (arch: string, firmware: number, options: Partial<Device> = {}): Device => ({
  arch,
  build: firmware,
  major: majorOf(firmware),
  beta: false,
  ...options,
})

const old = ['v1 1594[88f628x]']
const oldNoarch = ['v2 1594[noarch]']
const two = ['v1 15047[X]', 'v2 42661[X]']
const mixed = ['v1 15047[noarch]', 'v2 1594[noarch]']
const beta = ['v1 15047[X]', 'v1 42661[X]', 'v2 15047[X] beta', 'v2 42661[X] beta']
const expiring = ['v1 15047[X]', 'v2 15047[X]-22259']
const ranges = ['v1 40000[X]-41890', 'v1 42661[X]-42661', 'v1 63134[X]']
const srm = ['v1 7742[ipq806x]', 'v1 8451[noarch]']

/** What devices have to get. */
const table: [builds: string[], asking: Device, expected: string | undefined][] = [
  [old, device('88f628x', 1594), old[0]],
  [old, device('88f628x', 3776), undefined],
  ...[1594, 3776, 4458, 5644].map((at): [string[], Device, string | undefined] => [
    oldNoarch,
    device('any', at),
    oldNoarch[0],
  ]),
  [oldNoarch, device('any', 15047), undefined],
  [['v1 3776[noarch]'], device('any', 3776), 'v1 3776[noarch]'],
  [['v1 3776[noarch]'], device('any', 4458), undefined],
  [['v1 1594[cedarview]', 'v1 4458[cedarview]'], device('cedarview', 4458), 'v1 4458[cedarview]'],
  [two, device('X', 25556), two[0]],
  [two, device('X', 64570), two[1]],
  [mixed, device('any', 25556), mixed[0]],
  [mixed, device('any', 4458), mixed[1]],
  [['v1 42661[X]', 'v2 42661[X] off'], device('X', 42661), 'v1 42661[X]'],
  [beta, device('X', 15047, { beta: true }), beta[2]],
  [beta, device('X', 15047), beta[0]],
  [beta, device('X', 42661), beta[1]],
  [['v1 42661[X] beta'], device('X', 42661), undefined],
  [expiring, device('X', 22259), expiring[1]],
  [expiring, device('X', 22260), expiring[0]],
  [ranges, device('X', 41890), ranges[0]],
  [ranges, device('X', 42661), ranges[1]],
  [ranges, device('X', 64570), ranges[2]],
  [['v1 41890[X]', 'v1 42661[noarch]'], device('X', 42661), 'v1 42661[noarch]'],
  [['v1 42661[X]', 'v1 42661[noarch]'], device('X', 42661), 'v1 42661[X]'],
  [['v1 42661[noarch]', 'v1 42661[X]'], device('X', 42661), 'v1 42661[X]'],
  [['v1 42661[X] off', 'v1 42661[noarch]'], device('X', 42661), 'v1 42661[noarch]'],
  [['v1 42661[X]-42661', 'v1 42661[noarch]'], device('X', 64570), 'v1 42661[noarch]'],
  [srm, device('ipq806x', 9193, { major: 1 }), srm[0]],
  [srm, device('ipq806x', 7742, { major: 1 }), srm[0]],
  [['v1 4458[cedarview]'], device('cedarview', 23739), undefined],
  [['v1 4458[cedarview]'], device('cedarview', 23739, { major: 5 }), 'v1 4458[cedarview]'],
]

describe('what a device gets', () => {
  it.each(table)('%j for %j is %s', (builds, asking, expected) => {
    expect(select(builds.map(build), asking)?.name).toBe(expected)
  })

  const builds = Object.keys(versionsByBuild).map(Number)
  const candidate = fc.record({
    active: fc.boolean(),
    architectures: fc
      .subarray(['noarch', 'X', 'Y'], { minLength: 1 })
      .map((codes): ReadonlySet<string> => new Set(codes)),
    min: fc.constantFrom(...builds),
    max: fc.option(fc.constantFrom(...builds), { nil: null }),
    version: fc.record({ number: fc.integer({ min: 1, max: 4 }), beta: fc.boolean() }),
  })
  const asking = fc.record({
    arch: fc.constantFrom('X', 'Y', 'noarch', 'Z'),
    build: fc.oneof(fc.constantFrom(...builds), fc.integer({ min: 1000, max: 70_000 })),
    major: fc.integer({ min: 0, max: 8 }),
    beta: fc.boolean(),
  })

  it('is what a slow and obvious search finds', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 12 }), asking, (list, device) => {
        const candidates = list.map((one, id) => ({ ...one, id, minVersion: versionsByBuild[one.min] ?? '' }))
        expect(select(candidates, device)?.id).toBe(obvious(candidates, device)?.id)
      }),
      { numRuns: 3000 },
    )
  })

  it('is the same for all firmware between two boundaries, so that one answer can be kept for it', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 12 }), asking, (list, device) => {
        const candidates = list.map((one, id) => ({ ...one, id, minVersion: versionsByBuild[one.min] ?? '' }))
        const { boundaries } = new Snapshot(
          { generation: 1, removals: 0 },
          {} as never,
          [{ builds: candidates }] as never,
        )
        const from = boundaries.filter((one) => one <= device.build).at(-1) ?? 0
        const to = (boundaries.find((one) => one > device.build) ?? 100_000) - 1
        const chosen = select(candidates, device)?.id
        for (const build of [from, to]) expect(select(candidates, { ...device, build })?.id).toBe(chosen)
      }),
      { numRuns: 2000 },
    )
  })
})

/** The rule once more, slow and obvious: filter, then narrow down step by step. */
function obvious<B extends Candidate & { id: number }>(builds: readonly B[], device: Device): B | undefined {
  const fitting = builds
    .filter((one) => one.active)
    .filter((one) => one.architectures.has(device.arch) || one.architectures.has('noarch'))
    .filter((one) => one.min <= device.build)
    .filter((one) => one.max === null || one.max >= device.build)
    .filter(
      (one) =>
        one.minVersion.split('.')[0] === String(device.major) ||
        (one.architectures.has('noarch') && device.major < 6 && one.minVersion.split('.')[0] === '3'),
    )
    .filter((one) => device.beta || !one.version.beta)
  const version = Math.max(...fitting.map((one) => one.version.number))
  const ofVersion = fitting.filter((one) => one.version.number === version)
  const firmware = Math.max(...ofVersion.map((one) => one.min))
  const ofFirmware = ofVersion.filter((one) => one.min === firmware)
  const own = ofFirmware.filter((one) => one.architectures.has(device.arch))
  return (own.length > 0 ? own : ofFirmware).sort((a, b) => b.id - a.id)[0]
}
