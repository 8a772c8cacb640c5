import type { Extension } from '@slipway/sdk'
import { describe, expect, it } from 'vitest'
import { buildFor, groupByName, namesIn, picturesIn, webAddress } from './extensions.ts'

const build = (baseName: string, os: string, arch: string) => ({ baseName, os, arch }) as Extension

describe('extensions', () => {
  it('are one thing with several builds, in the order in which they come', () => {
    const rows = [build('B', 'linux', 'amd64'), build('A', 'win', 'amd64'), build('B', 'macosx', 'arm64')]
    const groups = groupByName(rows)
    expect(groups.map(({ baseName, builds }) => [baseName, builds.map(({ os }) => os)])).toEqual([
      ['B', ['macosx', 'linux']],
      ['A', ['win']],
    ])
  })

  it('are shown as the build for this machine, if there is one', () => {
    const [group] = groupByName([build('A', 'win', 'amd64'), build('A', 'linux', 'amd64')])
    expect(group && buildFor(group, { os: 'linux', arch: 'amd64' }).os).toBe('linux')
    expect(group && buildFor(group, { os: 'macosx', arch: 'arm64' }).os).toBe('win')
  })

  it('say several things in one field, in several ways', () => {
    expect(namesIn('A, B;C  NA')).toEqual(['A', 'B', 'C'])
    expect(namesIn(null)).toEqual([])
    expect(picturesIn('https://x.org/a.png javascript:alert(1) /b.png data:text/html,x')).toEqual([
      'https://x.org/a.png',
      '/b.png',
    ])
  })

  it('link to the web only', () => {
    expect(webAddress('https://x.org')).toBe('https://x.org')
    expect(webAddress('javascript:alert(1)')).toBeUndefined()
    expect(webAddress('')).toBeUndefined()
  })
})
