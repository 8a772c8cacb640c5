import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databases, startServer, type TestDatabase } from '../../../test/harness/index.ts'
import { png } from '../../platform/png.ts'
import { pictureType } from './type.ts'

const PNG = png(4, 4, () => [[10, 20, 30], 1])
const SVG =
  '<?xml version="1.0"?><!-- by hand --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const viewer = { app: 'viewer' }
const tools = { ...viewer, name: 'SegmentTools' }

type Answers = Record<string, (reply: ServerResponse) => unknown>

/** The site of an author. `asked` is what was asked of it, in its order. */
async function authorsSite(answers: Answers) {
  const asked: string[] = []
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '')
    const answer = answers[request.url ?? '']
    if (answer === undefined) reply.writeHead(404).end()
    else answer(reply)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, host, url: `http://${host}` }
}

const bytes =
  (body: string | Buffer, headers: Record<string, string> = {}) =>
  (reply: ServerResponse) =>
    reply.writeHead(200, headers).end(body)
const to = (location: string) => (reply: ServerResponse) => reply.writeHead(302, { location }).end()

/** One extension whose pictures are at the author's site. */
async function withPictures(database: TestDatabase, answers: Answers, { trusted = true, isPublic = true } = {}) {
  const site = await authorsSite(answers)
  const server = await startServer({ database, pictureHosts: trusted ? [site.host] : [] })
  await server.given.app('Viewer', { public: isPublic })
  const [icon, ...screenshots] = Object.keys(answers).map((path) => site.url + path)
  await server.given.extension('viewer', {
    baseName: 'SegmentTools',
    iconUrl: icon ?? `${site.url}/gone`,
    screenshots: screenshots.join(' '),
  })
  const { summary, ...overview } = (await server.as.admin.getExtensionOverview(tools)).value
  return { ...server, site, icon: summary.icon ?? '', iconUrl: summary.iconUrl, screenshots: overview.screenshots }
}

for (const database of databases) {
  describe(`pictures of extensions on ${database.name}`, () => {
    it('come from here, fetched once for however many ask, with what browsers need to keep them', async () => {
      const { as, site, icon, iconUrl } = await withPictures(database, {
        '/icon.png': bytes(PNG, { 'content-type': 'text/html' }),
      })
      expect(iconUrl).toBe(`${site.url}/icon.png`)
      expect(icon).toMatch(/^\/pictures\/[0-9a-f]{24}\/[0-9a-f]{16}$/)

      const all = await Promise.all(Array.from({ length: 8 }, () => as.anonymous.request('GET', icon)))
      for (const one of all) expect(one.bytes).toEqual(PNG)
      const { headers } = all[0] as (typeof all)[0]
      expect(headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
      expect(headers['cache-control']).toMatch(/^public, max-age=86400/)
      const again = await as.anonymous.request('GET', icon, { headers: { 'if-none-match': headers.etag ?? '' } })
      expect([again.status, again.bytes.length]).toEqual([304, 0])
      const head = await as.anonymous.request('HEAD', icon)
      expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, `${PNG.length}`, 0])
      expect(site.asked).toEqual(['/icon.png'])

      const page = (await as.anonymous.browseExtensions({ ...viewer, release: '100' })).value
      expect(page.items.map((item) => item.icon)).toEqual([icon])
    })

    it('are fetched again after a week, and stay as they were when their site is gone then', async () => {
      let body: Buffer | undefined = PNG
      const { as, site, icon, travel } = await withPictures(database, {
        '/icon': (reply) => (body === undefined ? reply.writeHead(500).end() : reply.end(body)),
      })
      await as.anonymous.request('GET', icon)
      body = png(2, 2, () => [[200, 0, 0], 1])
      travel({ days: 6 })
      expect((await as.anonymous.request('GET', icon)).bytes).toEqual(PNG)
      travel({ days: 2 })
      expect((await as.anonymous.request('GET', icon)).bytes).toEqual(body)
      const last = body
      body = undefined
      travel({ days: 8 })
      expect((await as.anonymous.request('GET', icon)).bytes).toEqual(last)
      expect(site.asked.length).toBe(3)
    })

    it('are not there when they cannot be had, which is not tried again for a while', async () => {
      const far = 'http://127.0.0.1:9/secret'
      const refused: Answers = {
        '/page': bytes('<!doctype html><title>no picture</title>', { 'content-type': 'image/png' }),
        '/packed': bytes(PNG, { 'content-encoding': 'gzip' }),
        '/large': (reply) => reply.writeHead(200, { 'content-length': String(6 * 1024 ** 2) }).write(PNG),
        '/endless': (reply) => {
          const more = () => {
            while (!reply.destroyed && reply.write(Buffer.alloc(65_536)));
          }
          reply.writeHead(200).on('drain', more)
          more()
        },
        '/inside': to(far),
        '/file': to('file:///etc/passwd'),
        '/loop': to('/loop'),
        '/broken': (reply) => reply.writeHead(200, { 'content-length': '500' }).write(PNG, () => reply.destroy()),
      }
      const { as, site, icon, screenshots } = await withPictures(database, refused)
      const status = async (address: string) => (await as.anonymous.request('GET', address)).status
      for (const address of [icon, ...screenshots, icon]) expect(await status(address)).toBe(404)
      expect(new Set(site.asked)).toEqual(new Set(Object.keys(refused)))
      expect(site.asked.filter((path) => path === '/page')).toHaveLength(1)
      expect(site.asked.filter((path) => path === '/loop')).toHaveLength(4)
    })

    it('are not fetched from the inside of the network, by name or by number', async () => {
      const { as, site, icon, given } = await withPictures(database, { '/icon': bytes(PNG) }, { trusted: false })
      expect((await as.anonymous.request('GET', icon)).status).toBe(404)
      const iconUrl = `${site.url.replace('127.0.0.1', 'localhost')}/icon`
      await given.extension('viewer', { baseName: 'Other', iconUrl })
      const { summary } = (await as.admin.getExtensionOverview({ ...viewer, name: 'Other' })).value
      expect((await as.anonymous.request('GET', summary.icon ?? '')).status).toBe(404)
      expect(site.asked).toEqual([])
    })

    it('are those of the catalogue only, for those who see it', async () => {
      const { as, site, icon } = await withPictures(database, { '/icon': bytes(PNG) }, { isPublic: false })
      for (const caller of [as.anonymous, as.stranger]) expect((await caller.request('GET', icon)).status).toBe(404)
      const [, , id] = icon.split('/')
      for (const address of [`/pictures/${id}/0000000000000000`, '/pictures/nonsense/x', icon.replace(/\d/, 'f')]) {
        expect((await as.reader('viewer').request('GET', address)).status).toBe(404)
      }
      expect(site.asked).toEqual([])
      const { bytes: shown, headers } = await as.reader('viewer').request('GET', icon)
      expect(shown).toEqual(PNG)
      expect(headers['cache-control']).toMatch(/^private/)
    })

    it('run nothing when they are drawings that hold scripts', async () => {
      const { as, icon } = await withPictures(database, { '/icon.svg': bytes(SVG) })
      const { headers } = await as.anonymous.request('GET', icon)
      expect(headers['content-type']).toBe('image/svg+xml')
      expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox")
    })

    it('stay out of pages when the server fetches none; what an address itself holds is shown', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      const drawn = `data:image/svg+xml,${encodeURIComponent(SVG)}`
      const screenshots = `https://example.org/1.png //example.org/2.png /\\example.org/3.png javascript:alert(1) /mark.svg ${drawn}`
      await given.extension('viewer', { baseName: 'SegmentTools', iconUrl: 'https://example.org/i.png', screenshots })
      const overview = (await as.anonymous.getExtensionOverview(tools)).value
      expect(overview.summary).toMatchObject({ iconUrl: 'https://example.org/i.png', icon: null })
      expect(overview.screenshots).toEqual(['/mark.svg', drawn])
    })
  })
}

describe('what a picture is', () => {
  it.each([
    ['image/png', PNG],
    ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['image/gif', Buffer.from('GIF89a')],
    ['image/webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
    ['image/avif', Buffer.from('\0\0\0\x1cftypavif')],
    ['image/svg+xml', Buffer.from(`\ufeff\n${SVG}`)],
    ['image/svg+xml', Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg>')],
    [undefined, Buffer.from('<html><svg></svg></html>')],
    [undefined, Buffer.from('<!---->'.repeat(280))],
    [undefined, Buffer.from('%PDF-1.7')],
    [undefined, Buffer.alloc(0)],
  ])('%s is told by its first bytes', (type, beginning) => {
    expect(pictureType(beginning)).toBe(type)
  })
})
