import { describe, expect, it, test } from 'vitest'
import { Matcher, type SiteRecord } from '../../src/protocols/download-site/matching.ts'
import { readFind, readFindAll, readInteger, SiteError } from '../../src/protocols/download-site/parameters.ts'
import { versionOf } from '../../src/protocols/download-site/version.ts'
import { appendix } from './appendix.ts'

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
  test.each<[string, number | string]>([
    ['os=linux', 26],
    ['os=linux&stability=release', 26],
    ['os=linux&stability=nightly', 32],
    ['os=linux&stability=any', 32],
    ['os=win', 43],
    ['os=win&stability=any', 43],
    ['os=macosx', 34],
    ['os=linux&os=win', 26],
    ['os=linux&arch=amd64&unknown=1', 26],
    ['os=linux&offset=0', 26],
    ['os=linux&stability=nightly&offset=-1', 30],
    ['os=linux&stability=any&offset=-1', 30],
    ['os=linux&stability=any&offset=-2', 31],
    ['os=linux&stability=nightly&offset=1', '404'],
    ['os=linux&offset=-100', '404'],
    ['os=linux&offset=100', '404'],
    ['os=linux&offset=1_0', '404'],
    ['os=win&offset=1', '404'],
    ['os=linux&revision=170&offset=1', 12],
    ['os=linux&revision=170&offset=-1', 8],
    ['os=linux&revision=175&offset=-1', 10],
    ['os=linux&revision=160&offset=1', 10],
    ['os=linux&revision=190&offset=1', 18],
    ['os=linux&revision=280&offset=-1', 31],
    ['os=macosx&revision=260&offset=1', 37],
    ['os=linux&revision=270', 29],
    ['os=linux&version=5', 26],
    ['os=linux&version=5.6', 26],
    ['os=linux&version=5.6.1', 24],
    ['os=linux&version=5.7', '404'],
    ['os=linux&version=5.7&stability=nightly', 32],
    ['os=linux&version=5.3&stability=nightly', 19],
    ['os=linux&version=5.3.0-rc2&stability=any', 19],
    ['os=linux&version=5.3.0&stability=any', '404'],
    ['os=linux&version=5.4', 21],
    ['os=linux&version=4.11', 3],
    ['os=linux&version=', '404'],
    ['os=linux&version=9.9', '404'],
    ['os=linux&version=v5.6', '404'],
    ['os=linux&version=5.6.', '404'],
    ['os=linux&version=5.2.0', '404'],
    ['os=linux&version=5.2.0&stability=any', 14],
    ['os=linux&version=5.2.0&stability=nightly', '404'],
    ['os=linux&version=5.2.1&stability=any', 15],
    ['os=linux&version=5.2.2', 16],
    ['os=linux&version=5.2.2&stability=nightly', 17],
    ['os=linux&version=5.0', 7],
    ['os=linux&revision=255', 26],
    ['os=linux&revision=170', 10],
    ['os=linux&revision=175', 12],
    ['os=linux&revision=180', 14],
    ['os=linux&revision=180&stability=release', '404'],
    ['os=linux&revision=190', 17],
    ['os=linux&revision=200', 18],
    ['os=linux&revision=210', 20],
    ['os=linux&revision=230', 22],
    ['os=linux&revision=9999', '404'],
    ['os=linux&revision=%20255%20', 26],
    ['os=macosx&revision=255', 34],
    ['os=linux&closest-revision=200', 16],
    ['os=linux&closest-revision=200&stability=any', 18],
    ['os=linux&closest-revision=200&stability=nightly', 18],
    ['os=linux&closest-revision=99', '404'],
    ['os=linux&date=2024-04-06', 26],
    ['os=linux&date=2024-05-11&stability=nightly', 28],
    ['os=linux&date=2024-06-10&stability=nightly', 30],
    ['os=linux&date=2024-06-30&stability=nightly', 30],
    ['os=linux&date=2019-05-23', 1],
    ['os=linux&date=2024', 24],
    ['os=linux&date=zzz', 26],
    ['os=linux&date=', '404'],
    ['os=linux&date=2024-04-05T03:10:00.100000%2B00:00', 26],
    ['', '400'],
    ['os=', '400'],
    ['os=Linux', '400'],
    ['os=darwin', '400'],
    ['os=solaris', '400'],
    ['os=linux&stability=stable', '400'],
    ['os=linux&stability=Release', '400'],
    ['os=linux&stability=', '400'],
    ['os=linux&offset=abc', '400'],
    ['os=linux&offset=', '400'],
    ['os=linux&offset=1.5', '400'],
    ['os=linux&date=&version=5.6', '400'],
    ['os=linux&checkout-date=2024-01-01', '400'],
  ])('%s', (query, expected) => expect(find(query)).toBe(expected))
})

describe('where this server differs on purpose (15.3)', () => {
  test.each<[why: string, query: string, expected: number | string]>([
    ['the walk stays among stable packages', 'os=linux&offset=-1', 24],
    ['the newest can be walked to', 'os=linux&version=5.6.1&offset=1', 26],
    ['there is nothing newer than the newest', 'os=linux&offset=1', '404'],
    ['a plus sign is white space', 'os=linux&version=5.6.1&offset=+1', 26],
    ['a plus sign is a sign', 'os=linux&version=5.6.1&offset=%2B1', 26],
    ['the page’s own example', 'os=linux&version=5.6.2&offset=-1', 24],
    ['two back', 'os=linux&version=5.6.2&offset=-2', 23],
    ['two on', 'os=linux&version=5.6.1&offset=2', '404'],
    ['over a gap of previews', 'os=linux&version=5.2.2&offset=1', 21],
    ['back over a gap of previews', 'os=linux&version=5.2.2&offset=-1', 7],
    ['to the newest preview', 'os=linux&revision=280&offset=1', 32],
    ['other systems', 'os=win&offset=-1', 41],
    ['the default architecture first', 'os=macosx&stability=nightly', 37],
    ['another architecture when it is asked for', 'os=macosx&arch=arm64', 35],
    ['the walk stays with its architecture', 'os=macosx&arch=arm64&offset=-1', '404'],
    ['an architecture that is not there', 'os=linux&arch=arm64', '404'],
    ['the day itself counts', 'os=linux&date=2024-04-05', 26],
    ['the first day counts', 'os=linux&date=2019-05-22', 1],
    ['the day in its own time zone', 'os=linux&date=2024-05-20&stability=any', 29],
    ['a version that is too long is none', 'os=linux&version=5.4.0', '404'],
    ['a version that is too long is none', 'os=linux&version=5.6.2.1', '404'],
    ['a revision that is no number', 'os=linux&revision=abc', '400'],
    ['a version given as revision', 'os=linux&revision=5.10.0', '400'],
    ['an empty revision', 'os=linux&revision=', '400'],
    ['a closest revision that is no number', 'os=linux&closest-revision=abc', '400'],
    ['packages that are not complete are not there', 'os=win&stability=nightly', '404'],
  ])('%s: %s', (_why, query, expected) => expect(find(query)).toBe(expected))
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
