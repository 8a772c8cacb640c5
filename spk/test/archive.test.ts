import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { packSpk, readSpk } from '../src/index.ts'
import { goodInfo, infoText, md5, PAYLOAD, type Parts, PIXEL, spkOf } from './archives.ts'
import { malformed } from './corpus.ts'

const read = (bytes: Uint8Array) => readSpk(Readable.from([bytes]))
const readParts = async (parts: Parts) => read(await spkOf(parts))

describe('reading an archive', () => {
  it('takes a plain package', async () => {
    const spk = await readParts({})
    expect(Object.fromEntries(spk.info)).toEqual(goodInfo)
    expect([...spk.icons.keys()]).toEqual(['72'])
    expect(spk).toMatchObject({ license: null, signature: null, wizards: { install: false, upgrade: false } })
  })

  it('gives the same whatever the pieces are in which it comes', async () => {
    const bytes = await spkOf({ add: [{ name: 'LICENSE', bytes: ' MIT \n' }] })
    const pieces = Array.from({ length: Math.ceil(bytes.length / 37) }, (_, at) =>
      bytes.subarray(at * 37, at * 37 + 37),
    )
    const spk = await readSpk(Readable.from(pieces))
    expect(spk.license).toBe('MIT')
    expect(spk).toEqual(await read(bytes))
  })

  it('takes CRLF, blanks at the ends of lines, quotes inside and keeps the last line of a key', async () => {
    const rawInfo = `\r\n  ${infoText(goodInfo).replaceAll('\n', '  \r\n')}description="say \\"hi\\""\r\nx="a"b"\n`
    const { info } = await readParts({ rawInfo })
    expect(info.get('description')).toBe('say \\"hi\\"')
    expect(info.get('x')).toBe('a"b')
  })

  it('prefers a picture of its own to one in INFO, and is lenient with base64', async () => {
    const inInfo = `${PIXEL.toString('base64').slice(0, 20)}-_ !${PIXEL.toString('base64').slice(20)}`
    const { icons } = await readParts({
      info: { package_icon: 'QQ==', package_icon_256: inInfo },
      add: [{ name: 'PACKAGE_ICON_120.PNG', bytes: 'own' }],
    })
    expect(icons.get('72')).toEqual(PIXEL)
    expect(icons.get('120')).toEqual(Buffer.from('own'))
    expect(icons.get('256')).toEqual(PIXEL)
  })

  it('sees wizards only with their folder', async () => {
    const files = [
      { name: 'WIZARD_UIFILES/install_uifile_fre.sh', bytes: '[]' },
      { name: 'WIZARD_UIFILES/upgrade_uifile~', bytes: '[]' },
    ]
    expect((await readParts({ add: files })).wizards).toEqual({ install: false, upgrade: false })
    const folder = { name: 'WIZARD_UIFILES', type: 'directory' as const }
    expect((await readParts({ add: [folder, ...files] })).wizards).toEqual({ install: true, upgrade: false })
  })

  it('reads conf files: sections with their case, keys in lower case, comments passed over', async () => {
    const { conf } = await readParts({
      info: { support_conf_folder: 'yes' },
      add: [
        { name: 'conf', type: 'directory' },
        { name: 'conf/PKG_DEPS', bytes: '; no\n[Git]\nDSM_Min_Ver=7.0-40000\n# no\nrate: 5%\n[b]\n' },
        { name: 'conf/PKG_CONX', bytes: '' },
        { name: 'conf/privilege', bytes: '{ "defaults": {} }' },
      ],
    })
    expect(conf).toEqual({
      dependencies: '{"Git":{"dsm_min_ver":"7.0-40000","rate":"5%"},"b":{}}',
      conflicts: '{}',
      privilege: '{ "defaults": {} }',
      resource: null,
    })
  })

  it('tells an empty licence and an empty signature from none', async () => {
    const spk = await readParts({
      add: [
        { name: 'LICENSE', bytes: ' \n' },
        { name: 'syno_signature.asc', bytes: '' },
      ],
    })
    expect(spk).toMatchObject({ license: '', signature: '' })
  })

  it('knows where each member is', async () => {
    const bytes = await spkOf({ add: [{ name: `scripts/${'long'.repeat(60)}`, bytes: 'deep' }] })
    const { members, end } = await read(bytes)
    const contents = (name: string) => {
      const member = members.find((one) => one.name === name)
      return bytes.subarray(member?.offset, (member?.offset ?? 0) + (member?.size ?? 0))
    }
    expect(contents('package.tgz')).toEqual(PAYLOAD)
    expect(contents(`scripts/${'long'.repeat(60)}`)).toEqual(Buffer.from('deep'))
    expect(bytes.subarray(end)).toEqual(Buffer.alloc(1024))
  })

  it('says of an empty file that it is empty, and not what is missing in it', async () => {
    await expect(read(Buffer.alloc(0))).rejects.toThrow(/^No data to process$/)
    await expect(readSpk(Readable.from([]))).rejects.toThrow(/^No data to process$/)
    await expect(read(Buffer.alloc(1024))).rejects.toThrow(/^Missing INFO file$/)
  })

  it('takes what it packs itself', async () => {
    const bytes = await packSpk({
      info: { ...goodInfo, support_conf_folder: 'yes', displayname_fre: 'Synchronisation à deux' },
      payload: PAYLOAD,
      icons: { 72: PIXEL, 256: PIXEL },
      files: { LICENSE: 'MIT', 'conf/resource': '{}', 'WIZARD_UIFILES/install_uifile': '[]', 'scripts/postinst': '#!' },
    })
    const spk = await read(bytes)
    expect(spk.info.get('checksum')).toBe(md5(PAYLOAD))
    expect(spk.info.get('displayname_fre')).toBe('Synchronisation à deux')
    expect([...spk.icons.keys()]).toEqual(['72', '256'])
    expect(spk).toMatchObject({ license: 'MIT', wizards: { install: true, upgrade: false }, conf: { resource: '{}' } })
  })
})

describe('refusing an archive', () => {
  it('has a corpus that deserves the name', () => {
    expect(malformed.length).toBeGreaterThanOrEqual(100)
    expect(new Set(malformed.map(({ name }) => name)).size).toBe(malformed.length)
  })

  it.each(malformed.filter(({ at }) => at === 'archive'))('$name: $message', async ({ make, message }) => {
    await expect(read(await make())).rejects.toMatchObject({ name: 'SpkRefusal', message })
  })
})
