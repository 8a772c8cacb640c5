import { describe, expect, it } from 'vitest'
import { databases, type Given, startServer } from '../harness/index.ts'

async function someBuilds(given: Given) {
  const app = await given.app('Slicer', { description: 'Sees <inside> & out' })
  await given.release(app, '5.6.2', { revision: '200' })
  for (const os of ['linux', 'macosx', 'win'] as const) {
    await given.installer(app, {
      revision: '200',
      os,
      version: '5.6.2',
      baseName: 'Slicer',
      buildDate: '2024-04-05T03:10:00Z',
    })
    if (os !== 'win')
      await given.installer(app, { revision: '300', os, version: '5.7.0-2024-04-30', baseName: 'Slicer' })
  }
  await given.installer(app, { revision: '200', os: 'macosx', arch: 'arm64', version: '5.6.2', baseName: 'Slicer' })
  return app
}

for (const database of databases) {
  describe(`the download page on ${database.name}`, () => {
    it('has what programs look for', async () => {
      const { given, as } = await startServer({ database })
      await someBuilds(given)
      const read = async (query: string) => (await as.anonymous.request('GET', `/download-page${query}`)).text
      const found = async (query: string) =>
        (await as.anonymous.request('GET', `/find?${query}`)).json as { download_url: string; sha512: string }

      // Homebrew
      const mac = await found('os=macosx')
      const homebrew = /href=.*?(\/bitstream\/[0-9a-f]+)["' >].*?header["']>\s*v?(\d+(?:\.\d+)+)/i
      expect(homebrew.exec(await read('?os=macosx&stability=release'))?.slice(1)).toEqual([mac.download_url, '5.6.2'])

      // Chocolatey
      const page = await read('')
      const rows = page
        .split('<tr>')
        .map((row) => row.split('</tr>')[0] ?? '')
        .filter((row) => /stable release/i.test(row))
      expect(rows).toHaveLength(1)
      const windows = rows[0]?.split('<td>').find((cell) => /revision/.test(cell)) ?? ''
      expect(/"(\/bitstream\/[0-9a-f]+)"/.exec(windows)?.[1]).toBe((await found('os=win')).download_url)
      expect([...windows.matchAll(/>([\d.]+)/g)].map((match) => match[1])).toEqual(['5.6.2'])
      expect(windows).toMatch(/revision 200 built 2024-04-05/)

      // Scripts that read checksums
      const { sha512 } = await found('os=linux')
      expect(page).toContain(`<td><tt>Linux</tt></td><td><tt>${sha512}</tt></td>`)
      expect(page).toContain('<td><tt>Windows (preview)</tt></td><td><tt>Not available</tt></td>')
      for (const id of ['checksums', 'package-naming-convention', 'access-older-releases']) {
        expect(page).toContain(`id="${id}"`)
      }
    })

    it('has its columns and rows in order, and says what is not there', async () => {
      const { given, as } = await startServer({ database })
      await someBuilds(given)
      const page = (await as.anonymous.request('GET', '/download-page')).text
      const order = [
        'Windows</th>',
        'macOS</th>',
        'Linux</th>',
        'Stable Release',
        'Preview Release',
        '<em>Not available</em>',
      ]
      const places = order.map((text) => page.indexOf(text))
      expect(places).toEqual([...places].sort((a, b) => a - b))
      expect(page).not.toContain('<script')
      expect(page).toContain('Sees &lt;inside&gt; &amp; out')
      expect(Buffer.byteLength(page)).toBeLessThan(50_000)

      const empty = await as.anonymous.request('GET', '/download-page?stability=any')
      expect([empty.status, empty.text.match(/<em>Not available/g)?.length]).toEqual([200, 6])
      expect((await as.anonymous.request('GET', '/download-page?os=bsd')).status).toBe(400)
    })

    it('shows what fits the visitor, and everything else as well', async () => {
      const { given, as } = await startServer({ database })
      await someBuilds(given)
      const read = async (headers: Record<string, string>) =>
        /For this computer \(([^)]*)\)/.exec(
          (await as.anonymous.request('GET', '/download-page', { headers })).text,
        )?.[1]
      const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36'
      expect(await read({ 'user-agent': mac })).toBe('macOS, amd64')
      expect(await read({ 'user-agent': mac, 'sec-ch-ua-platform': '"macOS"', 'sec-ch-ua-arch': '"arm"' })).toBe(
        'macOS, arm64',
      )
      expect(await read({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' })).toBe('Windows, amd64')
      expect(await read({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' })).toBe('Linux, amd64')
      expect(await read({ 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)' })).toBeUndefined()
      expect(await read({})).toBeUndefined()
    })
  })
}
