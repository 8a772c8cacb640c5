import { describe, expect, it, test } from 'vitest'
import { Matcher, type SiteRecord } from '../../src/protocols/download-site/matching.ts'
import { readFind, readFindAll, readInteger, SiteError } from '../../src/protocols/download-site/parameters.ts'
import { versionOf } from '../../src/protocols/download-site/version.ts'
import { appendix, differences, examples } from './appendix.ts'

const matcher = new Matcher(appendix, 'amd64')
const knows = (text: string) => matcher.hasRevision(text)

/** Number of the record, or the status of the refusal. */
function find(query: string, among = matcher): number | string {
  try {
    const record = among.match(readFind(new URLSearchParams(query), (text) => among.hasRevision(text)))
    return record === undefined ? '404' : Number(record.id)
  } catch (error) {
    if (error instanceof SiteError) return String(error.status)
    throw error
  }
}

describe('the worked examples of the contract', () => {
  test.each(examples)('%s', (query, expected) => expect(find(query)).toBe(expected))
})

describe('where this server differs on purpose (15.3)', () => {
  test.each(differences)('%s: %s', (_why, query, expected) => expect(find(query)).toBe(expected))
})

describe('findall', () => {
  const all = (query: string) => {
    const { oses, stabilities, ...asked } = readFindAll(new URLSearchParams(query), knows)
    return oses.map((os) =>
      [...stabilities].sort().map((stability) => Number(matcher.match({ ...asked, os, stability })?.id ?? 0)),
    )
  }
  // In the order macosx, win, linux; each nightly, release.
  test.each<[string, number[][]]>([
    [
      '',
      [
        [37, 34],
        [0, 43],
        [32, 26],
      ],
    ],
    ['os=linux', [[32, 26]]],
    ['stability=any', [[37], [43], [32]]],
    ['os=win&stability=release&version=5.0', [[39]]],
    [
      'revision=255',
      [
        [0, 34],
        [0, 41],
        [0, 26],
      ],
    ],
    [
      'offset=-1',
      [
        [36, 33],
        [0, 41],
        [30, 24],
      ],
    ],
    [
      'offset=1',
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
    ['offset=-3&stability=release', [[0], [39], [21]]],
    [
      'date=2024-05-01',
      [
        [36, 34],
        [0, 40],
        [27, 26],
      ],
    ],
    [
      'version=9.9',
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ])('%s', (query, expected) => expect(all(query)).toEqual(expected))
})

describe('refusals', () => {
  const message = (read: typeof readFind | typeof readFindAll, query: string) => {
    try {
      read(new URLSearchParams(query), knows)
    } catch (error) {
      return (error as Error).message
    }
    return undefined
  }
  const modes =
    "invalid or ambiguous mode: should be one of ('revision', 'closest-revision', 'version', 'checkout-date', 'date')"
  test.each([
    [readFind, '', `unknown os "None": should be one of ('macosx', 'win', 'linux')`],
    [readFind, 'os=bad&offset=abc', `unknown os "bad": should be one of ('macosx', 'win', 'linux')`],
    [readFind, 'os=linux&offset=abc&revision=1&version=2', 'bad offset "abc": should be specified as an integer'],
    [readFind, 'os=linux&revision=1&version=2&stability=bad', modes],
    [
      readFind,
      'os=linux&checkout-date=2024-01-01&stability=bad',
      "unsupported mode: should be one of ['closest-revision', 'date', 'revision', 'version']",
    ],
    [readFind, 'os=linux&stability=x', "bad stability x: should be one of ('release', 'nightly', 'any')"],
    [readFindAll, 'os=bsd&offset=x', 'bad offset "x": should be specified as an integer'],
    [readFindAll, 'os=bsd&stability=x', `unknown os "bsd": should be one of ('macosx', 'win', 'linux')`],
  ])('%# %s', (read, query, expected) => expect(message(read as typeof readFind, query)).toBe(expected))

  test.each([
    ['1', 1],
    [' -2 ', -2],
    ['+3', 3],
    ['1_000', 1000],
    ['-0', 0],
    ['1__0', undefined],
    ['_1', undefined],
    ['1_', undefined],
    ['', undefined],
    ['- 1', undefined],
    ['1.0', undefined],
    ['0x1', undefined],
  ])('an integer: %s', (text, expected) => expect(readInteger(text)).toBe(expected))
})

test.each([
  [null, '5.7.0-2024-04-30', '5.7.0'],
  [null, '5.3.0-rc2-2023-04-09', '5.3.0-rc2'],
  [null, '5.2.2', '5.2.2'],
  [null, '5.3.0-rc1', null],
  [null, 'V5.3', null],
  [null, '', null],
  ['5.8', '5.7.0-2024-04-30', '5.8'],
  ['', '5.7.0-2024-04-30', '5.7.0'],
])('the version of release %s, version %s is %s', (release, version, expected) => {
  expect(versionOf(release, version)).toBe(expected)
})

describe('what the old site did not have', () => {
  const record = (id: number, more: Partial<SiteRecord>): SiteRecord => ({
    id: String(id),
    os: 'linux',
    arch: 'amd64',
    revision: String(id),
    buildDate: `2024-01-${String(id).padStart(2, '0')}T00:00:00+00:00`,
    createdAt: id,
    release: `1.${id}`,
    preRelease: false,
    unlisted: false,
    version: `1.${id}`,
    yanked: false,
    ...more,
  })

  it('offers what was yanked to those only who name it', () => {
    const among = new Matcher([record(1, {}), record(2, { yanked: true }), record(3, {})], 'amd64')
    expect(find('os=linux&offset=-1', among)).toBe(1)
    expect(find('os=linux&closest-revision=2', among)).toBe(1)
    expect(find('os=linux&version=1', among)).toBe(3)
    expect(find('os=linux&version=1.2', among)).toBe(2)
    expect(find('os=linux&revision=2', among)).toBe(2)
    expect(find('os=linux&revision=2&offset=1', among)).toBe(3)
  })

  it('takes another architecture when there is none of the default one', () => {
    const among = new Matcher(
      [record(1, { arch: 'arm64' }), record(2, { arch: 'arm64' }), record(3, { arch: 'i386' })],
      'amd64',
    )
    expect(find('os=linux', among)).toBe(3)
    expect(find('os=linux&revision=2&offset=-1', among)).toBe(1)
    expect(find('os=linux&offset=-1', among)).toBe('404')
  })

  it('orders revisions that are no numbers by their builds, after the numbers', () => {
    const among = new Matcher(
      [
        record(1, { revision: 'abc' }),
        record(2, { revision: 'def' }),
        record(3, { revision: 'abc' }),
        record(4, { revision: '7' }),
      ],
      'amd64',
    )
    expect(find('os=linux', among)).toBe(4)
    expect(find('os=linux&offset=-1', among)).toBe(3)
    expect(find('os=linux&offset=-2', among)).toBe(2)
    expect(find('os=linux&revision=def', among)).toBe(2)
    expect(find('os=linux&revision=ghi', among)).toBe('400')
    expect(find('os=linux&closest-revision=7', among)).toBe(4)
    expect(find('os=linux&closest-revision=6', among)).toBe('404')
  })
})
