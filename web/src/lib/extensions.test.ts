import { describe, expect, it } from 'vitest'
import { buildFor, commitAddress, webAddress } from './extensions.ts'

describe('extensions', () => {
  it('are shown as the build for this machine, if there is one', () => {
    const builds = [
      { os: 'win', arch: 'amd64' },
      { os: 'linux', arch: 'amd64' },
    ]
    expect(buildFor(builds, { os: 'linux', arch: 'amd64' })?.os).toBe('linux')
    expect(buildFor(builds, { os: 'macosx', arch: 'arm64' })?.os).toBe('win')
    expect(buildFor([], undefined)).toBeUndefined()
  })

  it('lead to their commit where one knows how the host names it', () => {
    const commit = 'f3b9a1c'
    expect(commitAddress('https://github.com/a/b.git', commit)).toBe('https://github.com/a/b/commit/f3b9a1c')
    expect(commitAddress('git@github.com:a/b.git', commit)).toBe('https://github.com/a/b/commit/f3b9a1c')
    expect(commitAddress('https://gitlab.example.org/a/b', commit)).toBe(
      'https://gitlab.example.org/a/b/-/commit/f3b9a1c',
    )
    expect(commitAddress('https://example.org/a', commit)).toBeUndefined()
    expect(commitAddress('https://github.com/a/b', '12')).toBeUndefined()
    expect(commitAddress('javascript:alert(1)', commit)).toBeUndefined()
  })

  it('link to the web only', () => {
    expect(webAddress('https://x.org')).toBe('https://x.org')
    expect(webAddress('javascript:alert(1)')).toBeUndefined()
    expect(webAddress('')).toBeUndefined()
  })
})
