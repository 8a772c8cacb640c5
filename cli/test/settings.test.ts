import { chmod, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { administrator } from '../../server/test/harness/index.ts'
import { resolveSettings, serverAddress } from '../src/settings/settings.ts'
import { newCli } from './program.ts'
import { setting } from './setting.ts'

const config = {
  default: 'work',
  profiles: {
    work: { url: 'https://work.example.org', apiKey: 'key-of-work' },
    home: { url: 'https://home.example.org', apiKey: 'key-of-home' },
  },
}
const work = { url: 'https://work.example.org', apiKey: 'key-of-work', profile: 'work' }
const home = { url: 'https://home.example.org', apiKey: 'key-of-home', profile: 'home' }

describe('settings', () => {
  it.each([
    ['the default profile', {}, {}, work],
    ['a profile by variable', {}, { SLIPWAY_PROFILE: 'home' }, home],
    ['a profile by flag', { profile: 'home' }, { SLIPWAY_PROFILE: 'work' }, home],
    [
      'a profile by flag over variables',
      { profile: 'home' },
      { SLIPWAY_URL: 'https://x.org', SLIPWAY_API_KEY: 'x' },
      home,
    ],
    ['a key by variable', {}, { SLIPWAY_API_KEY: 'x' }, { ...work, apiKey: 'x' }],
    ['a key by flag', { apiKey: 'y' }, { SLIPWAY_API_KEY: 'x' }, { ...work, apiKey: 'y' }],
    ['an empty variable, which is none', {}, { SLIPWAY_URL: '', SLIPWAY_API_KEY: '', SLIPWAY_PROFILE: '' }, work],
    ['the same server by variable', {}, { SLIPWAY_URL: 'https://work.example.org/' }, work],
  ])('take %s', (_what, flags, variables, expected) => {
    expect(resolveSettings(flags, variables, config)).toEqual(expected)
  })

  it.each([
    ['slipway_abc\ndef', 'login'],
    ['slipway_abc\ndef', 'whoami'],
    ['schlüssel→', 'whoami'],
    ['slipway_abc def', 'whoami'],
    [' ', 'whoami'],
  ])('take no key that cannot be sent, and do not repeat it: %j for %s', async (key, command) => {
    const cli = await newCli()
    const run = await cli.run([command, '--url', 'http://127.0.0.1:9', '--api-key', key])
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(
      /^Error: The API key is empty, or has spaces, line breaks or letters that no key has\.$/m,
    )
    if (key.trim() !== '') expect(run.stderr).not.toContain(key.slice(0, 11))
  })

  it('take a key without the line break at its end', () => {
    expect(resolveSettings({}, { SLIPWAY_API_KEY: 'x\n' }, config)).toEqual({ ...work, apiKey: 'x' })
  })

  it('never send the key of one server to another', () => {
    const elsewhere = { url: 'https://x.org', apiKey: undefined, profile: undefined }
    expect(resolveSettings({}, { SLIPWAY_URL: 'https://x.org' }, config)).toEqual(elsewhere)
    expect(resolveSettings({ url: 'https://x.org' }, {}, config)).toEqual(elsewhere)
    expect(resolveSettings({ url: 'https://x.org', profile: 'home' }, {}, config)).toEqual(elsewhere)
  })

  it('do not guess', () => {
    expect(() => resolveSettings({ profile: 'other' }, {}, config)).toThrow('There is no profile other.')
    expect(() => resolveSettings({}, {}, { profiles: {} })).toThrow('Which server?')
  })

  it.each([
    ['releases.example.org', 'https://releases.example.org'],
    ['localhost:8080', 'http://localhost:8080'],
    ['https://example.org/releases/', 'https://example.org/releases'],
    ['http://10.0.0.1:8080', 'http://10.0.0.1:8080'],
  ])('understand the address %s', (text, address) => {
    expect(serverAddress(text)).toBe(address)
  })
})

describe('signing in', () => {
  const login = ['login', '--login', administrator.login, '--password-stdin', '--key-name', 'laptop']
  const withPassword = { stdin: `${administrator.password}\n` }

  it('makes a key for this machine and keeps it where only its owner reads it', async () => {
    const { url } = await setting()
    const cli = await newCli()
    const run = await cli.run([...login, '--url', url], withPassword)
    expect(run).toMatchObject({ code: 0, stdout: `Signed in to ${url} as admin. The key is in profile default.\n` })

    const file = join(cli.home, 'config.toml')
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await cli.json('whoami')).toMatchObject({
      server: url,
      profile: 'default',
      account: { login: 'admin' },
      key: { name: 'laptop', scopes: ['manage'] },
    })

    await chmod(file, 0o644)
    if (process.platform !== 'win32')
      expect((await cli.run(['whoami'])).stderr).toContain('Others on this machine can read')
  })

  it('again takes the place of the earlier key', async () => {
    const { url, as } = await setting()
    const cli = await newCli()
    await cli.run([...login, '--url', url], withPassword)
    await cli.run([...login, '--scope', 'publish'], withPassword)
    expect(await cli.json('whoami')).toMatchObject({ key: { scopes: ['publish'] } })
    const keys = (await as.admin.listKeys()).value.items.filter((key) => key.name === 'laptop')
    expect(keys.filter((key) => key.revokedAt === null)).toHaveLength(1)
  })

  it('keeps a key that is given, and leaves it alone when signing out', async () => {
    const { url, as } = await setting()
    const key = await as.key({ scopes: ['read'] }).key()
    const cli = await newCli()
    expect((await cli.run(['login', '--url', url, '--api-key', key, '--profile', 'work'])).code).toBe(0)
    expect(await cli.json('whoami', '--profile', 'work')).toMatchObject({ profile: 'work', key: { scopes: ['read'] } })
    expect((await cli.run(['logout', '--profile', 'work'])).code).toBe(0)
    expect((await cli.run(['whoami'], { env: { SLIPWAY_URL: url, SLIPWAY_API_KEY: key } })).code).toBe(0)
  })

  it('does not keep a key that does not work', async () => {
    const { url } = await setting()
    const cli = await newCli()
    expect((await cli.run(['login', '--url', url, '--api-key', 'slipway_wrong'])).code).toBe(4)
    expect((await cli.run([...login, '--url', url], { stdin: 'wrong password' })).code).toBe(4)
    await expect(stat(join(cli.home, 'config.toml'))).rejects.toThrow('ENOENT')
  })

  it('out revokes the key that was made', async () => {
    const { url, as } = await setting()
    const cli = await newCli()
    await cli.run([...login, '--url', url], withPassword)
    await cli.run([...login, '--url', url, '--profile', 'second'], withPassword)
    expect((await cli.run(['logout'])).stdout).toBe(`Signed out of ${url}.\n`)
    const keys = (await as.admin.listKeys()).value.items.filter((key) => key.name === 'laptop')
    expect(keys.filter((key) => key.revokedAt === null)).toHaveLength(1)
    expect(parse(await readFile(join(cli.home, 'config.toml'), 'utf8'))).toMatchObject({
      profiles: { second: { url } },
    })
    expect((await cli.run(['logout'])).code).toBe(3)
  })

  it('needs somebody who answers', async () => {
    const cli = await newCli()
    expect(await cli.run(['login'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Give it with --url.') })
  })
})
