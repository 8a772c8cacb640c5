/**
 * Archives that are refused, each with the exact status and words of spkrepo. `at`: the archive alone is
 * enough to see it, or only the server's tables show it.
 */
import { gzipSync } from 'node:zlib'
import { type Entry, entriesOf, goodInfo, infoText, type Parts, PIXEL, spkOf, tarOf } from './archives.ts'

export type Malformed = {
  name: string
  make: () => Promise<Buffer>
  message: string
  status: number
  at: 'archive' | 'upload'
}

const cases: Malformed[] = []
const add = (name: string, message: string, make: () => Promise<Buffer> | Buffer, at: Malformed['at'] = 'archive') =>
  cases.push({ name, message, make: async () => make(), status: 422, at })
const spoiled = (name: string, message: string, parts: Parts, at: Malformed['at'] = 'archive') =>
  add(name, message, () => spkOf(parts), at)

// 1: not an uncompressed tar, or a broken one
add('one byte', 'Invalid SPK', () => Buffer.from('x'))
add('text', 'Invalid SPK', () => Buffer.from('hello, I am no archive'.repeat(100)))
add('HTML', 'Invalid SPK', () => Buffer.from('<!doctype html>'.repeat(200)))
add('random bytes', 'Invalid SPK', () => Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919 + 13) % 251)))
add('gzip', 'Invalid SPK', async () => gzipSync(await spkOf()))
add('a PNG', 'Invalid SPK', () => Buffer.concat([PIXEL, Buffer.alloc(1024, 1)]))
for (const length of [100, 511, 513, 600, 1000, 1025, 1535, 2100, 2600]) {
  add(`cut after ${length} bytes`, 'Invalid SPK', async () => (await spkOf()).subarray(0, length))
}
add('cut within the last contents', 'Invalid SPK', async () => (await spkOf()).subarray(0, -1024 - 512 + 10))
const changed = (change: (bytes: Buffer) => void) => async () => {
  const bytes = Buffer.from(await spkOf())
  change(bytes)
  return bytes
}
add(
  'a header whose sum is wrong',
  'Invalid SPK',
  changed((bytes) => bytes.write('evil', 0)),
)
add(
  'a size that is no number',
  'Invalid SPK',
  changed((bytes) => setSize(bytes, 'zzzzzzzzzzz')),
)
add(
  'a size of 8 GiB with few bytes behind',
  'Invalid SPK',
  changed((bytes) => setSize(bytes, '77777777777')),
)
add(
  'a size beyond all numbers',
  'Invalid SPK',
  changed((bytes) => setBinarySize(bytes, 0x80)),
)
add(
  'a negative size',
  'Invalid SPK',
  changed((bytes) => setBinarySize(bytes, 0xff)),
)
add('a member that leads out of the folder', 'Invalid SPK', () => withEntry({ name: '../../etc/passwd', bytes: 'x' }))
add('a member that leads out further in', 'Invalid SPK', () => withEntry({ name: 'scripts/../../x', bytes: 'x' }))
add('a member with an absolute name', 'Invalid SPK', () => withEntry({ name: '/etc/passwd', bytes: 'x' }))
add('a folder that leads out', 'Invalid SPK', () => withEntry({ name: '..', type: 'directory' }))
add('a link that leads out', 'Invalid SPK', () => withEntry({ name: '../x', type: 'symlink', linkname: '/etc/passwd' }))
add('a name of 4000 characters', 'Invalid SPK', () => withEntry({ name: `scripts/${'n'.repeat(4000)}`, bytes: 'x' }))
for (const name of ['INFO', 'package.tgz', 'PACKAGE_ICON.PNG', 'scripts/postinst']) {
  add(`${name} twice`, 'Invalid SPK', () => tarOf([...entriesOf(), { name, bytes: 'again' }]))
}
add('21,000 members', 'Invalid SPK', () =>
  tarOf([...entriesOf(), ...Array.from({ length: 21_000 }, (_, at) => ({ name: `m${at}`, bytes: '' }))]),
)
add('package.tgz as a link', 'Invalid SPK', () => withEntry({ name: 'package.tgz', type: 'symlink', linkname: 'INFO' }))
add('package.tgz as a folder', 'Invalid SPK', () => withEntry({ name: 'package.tgz', type: 'directory' }))
add('LICENSE as a folder', 'Invalid SPK', () => withEntry({ name: 'LICENSE', type: 'directory' }))
add('an icon as a hard link', 'Invalid SPK', () =>
  withEntry({ name: 'PACKAGE_ICON_256.PNG', type: 'link', linkname: 'PACKAGE_ICON.PNG' }),
)
add('a LICENSE of 2 MiB', 'Invalid SPK', () => withEntry({ name: 'LICENSE', bytes: Buffer.alloc(2 << 20, 65) }))
add('an icon of 3 MiB', 'Invalid SPK', () => withEntry({ name: 'PACKAGE_ICON.PNG', bytes: Buffer.alloc(3 << 20) }))
add('a signature of 2 MiB', 'Invalid SPK', () =>
  withEntry({ name: 'syno_signature.asc', bytes: Buffer.alloc(2 << 20, 65) }),
)

// 2, 3: what has to be there
add('an empty archive', 'Missing INFO file', () => Buffer.alloc(1024))
spoiled('no INFO', 'Missing INFO file', { without: ['INFO'] })
add('names with ./ before them', 'Missing INFO file', () =>
  tarOf(entriesOf().map((entry) => ({ ...entry, name: `./${entry.name}` }))),
)
spoiled('INFO in lower case', 'Missing INFO file', { without: ['INFO'], add: [{ name: 'info', bytes: 'x' }] })
spoiled('no package.tgz', 'Missing package.tgz file', { without: ['package.tgz'] })
spoiled('package.tar instead', 'Missing package.tgz file', {
  without: ['package.tgz'],
  add: [{ name: 'package.tar', bytes: 'x' }],
})

// 4, 5: encodings
const latin = Buffer.from([0x4c, 0xe9, 0x0a])
spoiled('LICENSE in Latin-1', 'Wrong LICENSE encoding', { add: [{ name: 'LICENSE', bytes: latin }] })
spoiled('LICENSE in UTF-16', 'Wrong LICENSE encoding', {
  add: [{ name: 'LICENSE', bytes: Buffer.from([0xff, 0xfe, 0x41, 0x00]) }],
})
spoiled('a signature in UTF-8', 'Wrong syno_signature.asc encoding', {
  add: [{ name: 'syno_signature.asc', bytes: 'ünterschrift' }],
})

// 6, 7: INFO itself
const good = infoText(goodInfo)
spoiled('INFO in Latin-1', 'Wrong INFO encoding', { rawInfo: Buffer.concat([Buffer.from(good), latin]) })
spoiled('INFO with an overlong sequence', 'Wrong INFO encoding', {
  rawInfo: Buffer.concat([Buffer.from(`${good}x="`), Buffer.from([0xc0, 0xaf]), Buffer.from('"\n')]),
})
spoiled('INFO with half a surrogate', 'Wrong INFO encoding', {
  rawInfo: Buffer.concat([Buffer.from(`${good}x="`), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"\n')]),
})
spoiled('a bad line before a wrong encoding', 'Invalid INFO', {
  rawInfo: Buffer.concat([Buffer.from('bad\n'), latin]),
})
for (const [name, line] of [
  ['a comment', '# a comment'],
  ['a value without quotes', 'arch=noarch'],
  ['single quotes', "arch='noarch'"],
  ['blanks round the equals sign', 'arch = "noarch"'],
  ['a key with a dash', 'my-key="x"'],
  ['a key with a blank', 'my key="x"'],
  ['no key', '="x"'],
  ['an open quote', 'arch="noarch'],
  ['something behind the quote', 'arch="noarch" # really'],
  ['just a word', 'arch'],
  ['JSON', '{"package": "x"}'],
] as const) {
  spoiled(`INFO with ${name}`, 'Invalid INFO', { rawInfo: `${good}${line}\n` })
}
spoiled('INFO with a byte-order mark', 'Invalid INFO', { rawInfo: `\ufeff${good}` })
spoiled('INFO of zeros', 'Invalid INFO', { rawInfo: Buffer.alloc(100) })
spoiled('INFO of 5 MiB', 'Invalid INFO', { rawInfo: Buffer.alloc(5 << 20, 0x61) })
add('INFO as a folder', 'Invalid INFO', () => withEntry({ name: 'INFO', type: 'directory' }))
add('INFO as a link', 'Invalid INFO', () => withEntry({ name: 'INFO', type: 'symlink', linkname: 'package.tgz' }))
add('INFO as a pipe', 'Invalid INFO', () => withEntry({ name: 'INFO', type: 'fifo' }))

// 8, 9, 10: values
for (const key of ['package_icon', 'package_icon_120', 'package_icon_256']) {
  spoiled(`${key} with wrong padding`, `Invalid INFO icon: ${key}`, { info: { [key]: 'abcde' } })
}
spoiled('an icon cut in its padding', 'Invalid INFO icon: package_icon', { info: { package_icon: 'QQ=' } })
for (const key of ['startable', 'ctl_stop', 'support_conf_folder']) {
  spoiled(`${key} true`, `Invalid INFO boolean: ${key}`, { info: { [key]: 'true' } })
  spoiled(`${key} empty`, `Invalid INFO boolean: ${key}`, { info: { [key]: '' } })
}
spoiled('startable Yes', 'Invalid INFO boolean: startable', { info: { startable: 'Yes' } })
for (const name of ['', 'my package', '../evil', 'a/b', 'a.b', 'nul\u0000', 'semi;colon']) {
  spoiled(`package ${JSON.stringify(name)}`, 'Invalid INFO package', { info: { package: name } })
}
spoiled('a bad package before a bad line', 'Invalid INFO package', { rawInfo: 'package="a b"\nbad line\n' })

// 11: required keys
for (const key of ['package', 'version', 'arch', 'displayname', 'description']) {
  spoiled(`no ${key}`, `Missing INFO: ${key}`, { info: { [key]: undefined } })
}
spoiled('an empty INFO', 'Missing INFO: arch, description, displayname, package, version', { rawInfo: '' })
spoiled('two keys missing', 'Missing INFO: arch, version', { info: { version: undefined, arch: undefined } })

// 12 to 17: conf
const conf = (files: readonly Entry[], folder = true): Parts => ({
  info: { support_conf_folder: 'yes' },
  add: [...(folder ? [{ name: 'conf', type: 'directory' as const }] : []), ...files],
})
spoiled('no conf folder', 'Missing conf folder', conf([], false))
spoiled(
  'conf files without their folder',
  'Missing conf folder',
  conf([{ name: 'conf/privilege', bytes: '{}' }], false),
)
spoiled('an empty conf folder', 'Empty conf folder', conf([]))
spoiled('a conf folder with something else', 'Empty conf folder', conf([{ name: 'conf/readme', bytes: 'x' }]))
for (const name of ['conf/PKG_DEPS', 'conf/PKG_CONX', 'conf/privilege', 'conf/resource']) {
  spoiled(`${name} in Latin-1`, `Wrong ${name} encoding`, conf([{ name, bytes: latin }]))
}
for (const name of ['conf/privilege', 'conf/resource']) {
  for (const text of ['', '{', '{"a": 1,}', 'yes: no']) {
    spoiled(`${name} ${JSON.stringify(text)}`, `File ${name} is not valid JSON`, conf([{ name, bytes: text }]))
  }
}
for (const name of ['conf/PKG_DEPS', 'conf/PKG_CONX']) {
  for (const [what, text] of [
    ['without a section', 'pkg_min_ver=1\n'],
    ['with a section twice', '[a]\n[a]\n'],
    ['with a key twice', '[a]\nx=1\nX=2\n'],
    ['with a key without a value', '[a]\nlonely\n'],
  ] as const) {
    spoiled(`${name} ${what}`, `Invalid ${name}`, conf([{ name, bytes: text }]))
  }
}

// 18, 19
spoiled('a wrong checksum', 'Checksum mismatch', { info: { checksum: '0'.repeat(32) } })
spoiled('an empty checksum', 'Checksum mismatch', { info: { checksum: '' } })
spoiled('no icon', 'Missing 72px icon', { without: ['PACKAGE_ICON.PNG'] })
spoiled('large icons only', 'Missing 72px icon', {
  without: ['PACKAGE_ICON.PNG'],
  add: [{ name: 'PACKAGE_ICON_256.PNG', bytes: PIXEL }],
})
spoiled('an icon in lower case', 'Missing 72px icon', {
  without: ['PACKAGE_ICON.PNG'],
  add: [{ name: 'package_icon.png', bytes: PIXEL }],
})

// What only the tables of the server show
const refused = (name: string, message: string, parts: Parts) => spoiled(name, message, parts, 'upload')
const signature = (bytes: string): Parts => ({ add: [{ name: 'syno_signature.asc', bytes }] })
refused('signed already', 'Package contains a signature', signature('-----BEGIN PGP SIGNATURE-----'))
refused('signed with nothing', 'Package contains a signature', signature(''))
refused('an empty arch', "Missing 'arch' field in INFO", { info: { arch: '' } })
refused('a blank arch', "Missing 'arch' field in INFO", { info: { arch: '   ' } })
refused('an unknown architecture', 'Unknown architecture: z80', { info: { arch: 'noarch z80' } })
refused('an architecture in capitals', 'Unknown architecture: X86', { info: { arch: 'X86' } })
refused('no firmware', 'Missing firmware information in INFO', { info: { firmware: undefined } })
refused('an empty firmware', 'Missing firmware information in INFO', { info: { firmware: '', os_min_ver: '' } })
for (const value of ['3.1', '1594', '3.1-', '3.1-15', '3.1-1234567', 'x.1-1594', '7.2.1-69057', '3-1594']) {
  refused(`firmware ${value}`, `Invalid firmware value: ${value}`, { info: { firmware: value } })
}
refused('an unknown firmware', 'Unknown firmware: 3.1-1595', { info: { firmware: '3.1-1595' } })
refused('a bad os_max_ver', 'Invalid firmware value: latest', { info: { os_max_ver: 'latest' } })
refused('an unknown os_max_ver', 'Unknown firmware: 9.9-99999', { info: { os_max_ver: '9.9-99999' } })
refused('a maximum below the minimum', 'Maximum firmware must be greater than or equal to minimum firmware', {
  info: { firmware: '5.0-4458', os_max_ver: '3.1-1594' },
})
refused('an unknown service', 'Unknown dependent service: telnet', { info: { install_dep_services: 'ssh telnet' } })
for (const version of ['1.0', '1.0-beta', '1.0-10a', '', '10']) {
  refused(`version ${JSON.stringify(version)}`, 'Invalid version', { info: { version } })
}
refused('a version number beyond an integer', 'Invalid version', { info: { version: '1.0-2147483648' } })
refused('a display name in an unknown language', 'Unknown INFO displayname language', {
  info: { displayname_xxx: 'x' },
})
refused('a description in an unknown language', 'Unknown INFO description language', { info: { description_xxx: 'x' } })
for (const [key, length] of [
  ['displayname', 101],
  ['maintainer', 101],
  ['distributor', 101],
  ['maintainer_url', 1001],
  ['report_url', 1001],
  ['install_dep_packages', 4001],
] as const) {
  refused(`a ${key} that is too long`, `Value too long in INFO: ${key}`, { info: { [key]: 'x'.repeat(length) } })
}
refused('a package name that is too long', 'Value too long in INFO: package', { info: { package: 'p'.repeat(51) } })

export const malformed: readonly Malformed[] = cases

const withEntry = (entry: Entry): Promise<Buffer> => spkOf({ add: [entry] })

function setSize(bytes: Buffer, octal: string): void {
  bytes.write(`${octal}\0`, 124)
  mendSum(bytes)
}

function setBinarySize(bytes: Buffer, first: number): void {
  bytes.fill(0x7f, 124, 136)
  bytes[124] = first
  mendSum(bytes)
}

function mendSum(bytes: Buffer): void {
  bytes.fill(' ', 148, 156)
  const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
}
