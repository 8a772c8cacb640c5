import { describe, expect, it } from 'vitest'
import { databases } from '../../server/test/harness/index.ts'
import { setting } from './setting.ts'

describe.each(databases)('what an application has and what became of it, on $name', (database) => {
  it('shows how often files were downloaded, as a table, as CSV and for programs', async () => {
    const { cli, given, as } = await setting({ database })
    const get = (url: string, agent: string, address: string) =>
      as.anonymous.request('GET', url, { headers: { 'user-agent': agent, 'x-forwarded-for': address } })
    const installer = await given.installer('slicer', { revision: '33000' })
    const formula = await given.extension('slicer', { baseName: '=Tools, new', appRevision: '33000' })
    await get(installer.url, 'curl/8.5.0', '130.149.7.1')
    await get(installer.url, 'curl/8.5.0', '8.8.8.8')
    await get(installer.url, 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', '8.8.4.4')
    await get(formula.url, 'curl/8.5.0', '8.8.8.8')

    const table = await cli.run(['stats', 'slicer', '--by', 'country'])
    expect(table.stdout).toMatch(/^COUNTRY +DOWNLOADS\nUS +2\nDE +1\n$/)
    expect(table.stderr).toBe('3 downloads in all.\n')
    expect(await cli.run(['stats', 'slicer', '--by', 'name', '--bots', '--csv'])).toEqual({
      code: 0,
      stdout: 'name,downloads\r\nViewer,3\r\n"\'=Tools, new",1\r\n',
      stderr: '',
    })
    expect((await cli.run(['stats', 'slicer', '--to', '2020-12-31', '--csv'])).stdout).toBe('release,downloads\r\n')

    expect(await cli.json('stats', 'slicer', '--by', 'os', '--kind', 'package')).toEqual([
      { os: 'linux', downloads: 2 },
    ])
    expect(await cli.json('stats', 'slicer', '--by', 'revision', '--country', 'de')).toEqual([
      { revision: '33000', downloads: 1 },
    ])
    for (const [filter, downloads] of [
      [['--family', 'curl'], 3],
      [['--visitor-os', 'Windows'], 0],
      [['--version', '5.9.0'], 0],
      [['--package', installer.id], 2],
    ] as const) {
      const counted = await cli.json('stats', 'slicer', '--by', 'total', ...filter)
      expect(counted, filter.join(' ')).toEqual(downloads === 0 ? [] : [{ total: '', downloads }])
    }
    expect(await cli.json('stats', 'slicer', '--from', '2020-01-01', '--to', '2020-12-31')).toEqual([])
    expect((await cli.run(['stats', 'slicer', '--from', 'yesterday'])).code).toBe(2)
  })

  it('tells which packages are there twice for a revision and platform', async () => {
    const { cli, given } = await setting({ database })
    const upload = async (baseName: string, revision: string) =>
      (await given.installer('slicer', { baseName, revision })).id
    expect((await cli.run(['draft', 'duplicates', 'slicer'])).stderr).toBe('No duplicate identified.\n')
    await given.release('slicer', '5.8', { revision: '102' })
    await upload('Slicer', '102')
    const stable = await upload('Slicer2', '102')
    const [first, , second] = [
      await upload('Slicer', '100'),
      await upload('Slicer', '101'),
      await upload('Slicer2', '100'),
    ]

    const { stdout, stderr } = await cli.run(['draft', 'duplicates', 'slicer'])

    expect(stdout.match(/^100-linux-amd64 +\(draft\)/gm)).toHaveLength(2)
    expect(stdout.match(/^102-linux-amd64 +5\.8/gm)).toHaveLength(2)
    expect(stdout).toContain(stable)
    expect(stdout).not.toContain('101-')
    // Ready for a command that removes them: of drafts only.
    expect(stderr.trim().split('Packages of drafts: ')[1]?.split(',').sort()).toEqual([first, second].sort())
    expect(stderr).toMatch(/\/apps\/slicer\/releases\/100\n/)
    expect(await cli.json('draft', 'duplicates', 'slicer')).toHaveLength(4)
  })
})
