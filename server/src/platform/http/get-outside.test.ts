import { describe, expect, it } from 'vitest'
import { getOutside, isPublic } from './get-outside.ts'

const limits = { hosts: new Set<string>(), most: 1000, patience: 2000, redirects: 1, accept: 'image/*' }

describe('addresses that strangers write', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true)
  })

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1'],
    ...['192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd12::1'],
    ...['fec0::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::'],
    ...['2001::1', '2001:db8::1'],
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each([
    ['http://127.0.0.1/', 'not a public address'],
    ['http://2130706433/', 'not a public address'],
    ['http://0x7f.1/', 'not a public address'],
    ['http://[::1]/', 'not a public address'],
    ['http://[::ffff:127.0.0.1]/', 'not a public address'],
    ['http://localhost/', 'no public address'],
    ['http://example.org:8080/', 'port 8080'],
    ['http://me:secret@example.org/', 'password'],
    ['ftp://example.org/', 'ftp:'],
    ['file:///etc/passwd', 'file:'],
  ])('%s is not asked', async (address, reason) => {
    await expect(getOutside(address, limits)).rejects.toThrow(reason)
  })
})
