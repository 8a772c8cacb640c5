import { expect, test } from 'vitest'
import { readLine } from '../../src/imports/access-log/lines.ts'
import { wantedBy } from '../../src/imports/access-log/wanted.ts'

const ID = '62d5d2ebe911182f1dc285b0'
const combined = (
  request: string,
  { status = '200', rest = ' "-" "curl/8.5.0"', from = '192.0.2.1', bytes = '10' } = {},
) => `${from} - - [19/Oct/2023:21:30:05 +0200] "${request}" ${status} ${bytes}${rest}`

test.each([
  [combined(`GET /dl/${ID} HTTP/1.1`), { address: '192.0.2.1', status: 200, bytes: 10, agent: 'curl/8.5.0' }],
  [combined(`GET /dl/${ID} HTTP/2.0`, { from: '2001:db8::1' }), { address: '2001:db8::1' }],
  [combined(`GET /dl/${ID}`), { url: `/dl/${ID}` }],
  [combined(`GET /bitstream/${ID} HTTP/1.1`, { bytes: '-' }), { bytes: undefined }],
  [combined(`GET /dl/${ID} HTTP/1.1`, { rest: '' }), { agent: '' }],
  [combined(`GET /dl/${ID} HTTP/1.1`, { rest: ' "-" "-"' }), { agent: '' }],
  [combined(`GET /dl/${ID} HTTP/1.1`, { rest: ' "-" "a \\"b\\" \\x22c\\x22" 0.001 extra' }), { agent: 'a "b" "c"' }],
  [combined(`GET /dl/${ID} HTTP/1.1`).replace(' - - ', ' - Jane [x] Doe '), { address: '192.0.2.1' }],
])('a line of the combined format is read: %s', (line, expected) => {
  expect(readLine(line)).toMatchObject({ at: Date.UTC(2023, 9, 19, 19, 30, 5), ...expected })
})

test('half hours of time zones count', () => {
  expect(readLine(combined(`GET /dl/${ID} HTTP/1.1`).replace('+0200', '-0530'))).toMatchObject({
    at: Date.UTC(2023, 9, 20, 3, 0, 5),
  })
})

test.each([
  [combined(`HEAD /dl/${ID} HTTP/1.1`), 'other'],
  [combined(`POST /dl/${ID} HTTP/1.1`), 'other'],
  [combined('GET /index.html HTTP/1.1'), 'other'],
  ['', 'other'],
  ['"GET /dl/', 'unreadable'],
  [combined(`GET /dl/${ID} HTTP/1.1`, { from: 'a.example.org' }), 'unreadable'],
  [combined(`GET /dl/${ID} HTTP/1.1`, { from: '192.0.2.1, 192.0.2.2' }), 'unreadable'],
  [combined(`GET /dl/${ID} HTTP/1.1`, { from: '999.1.1.1' }), 'unreadable'],
  [combined(`GET /dl/${ID} HTTP/1.1`).replace('/Oct/', '/Okt/'), 'unreadable'],
  [combined(`GET /dl/${ID} HTTP/1.1`).replace('/2023:', '/9023:'), 'unreadable'],
  ['{"url": "/nas/a.spk", "timestamp": "9026-06-14T10:53:08+0000"}', 'unreadable'],
  ['{"url": "/nas/a.spk", "timestamp"', 'unreadable'],
  ['{"url": "/nas/a.spk", "timestamp": "yesterday"}', 'unreadable'],
  ['{"url": "/nas/icon.png", "timestamp": "2026-06-14T10:53:08+0000"}', 'other'],
  ['{"url": "/nas/a.spk", "method": "HEAD", "timestamp": "2026-06-14T10:53:08+0000"}', 'other'],
])('%s is %s', (line, expected) => {
  expect(readLine(line)).toBe(expected)
})

test('a line of a CDN is read', () => {
  const line =
    '{"url":"/nas/a/1/a.v1.f5644%5Bnoarch%5D.spk?arch=88f6282&build=1","response_status":206,"range":"bytes=0-99","timestamp":"2026-06-14T10:53:08+0000","arch":"x"}'
  const hit = readLine(line)
  expect(hit).toMatchObject({ at: Date.UTC(2026, 5, 14, 10, 53, 8), status: 206, range: 'bytes=0-99', address: '' })
  expect(wantedBy(hit as never)).toEqual({ by: 'spk', path: 'a/1/a.v1.f5644[noarch].spk', arch: '88f6282', build: '1' })
})

const id = { by: 'id', id: ID }
test.each<[string, number, unknown]>([
  [`/bitstream/${ID}`, 302, id],
  [`/bitstream/${ID.toUpperCase()}?x=1`, 302, id],
  [`/bitstream/${ID}/more`, 200, id],
  ['/bitstream/1234567', 302, { by: 'id', id: '1234567' }],
  [`http://old.example.org/bitstream/${ID}`, 302, id],
  [`/apps/viewer/bitstream/${ID}`, 302, id],
  [`/bitstream/${ID}`, 404, undefined],
  [`/api/v1/item/${ID}/download`, 200, id],
  [`//api//v1/item/${ID}/download`, 206, id],
  [`/girder/api/v1/file/${ID}/download/a.zip`, 200, id],
  [`/api/v1/item/${ID}/download`, 302, undefined],
  [`/api/v1/item/${ID}/download`, 304, undefined],
  [`/api/v1/item/${ID}`, 200, undefined],
  [
    `/api/v1/file/hashsum/SHA512/${'AB'.repeat(64)}/download`,
    200,
    { by: 'digest', algorithm: 'sha512', digest: 'ab'.repeat(64) },
  ],
  [`/api/v2/files/${ID}/bytes`, 200, id],
  ['/dl/viewer/5.8/Viewer%205.8.zip', 200, { by: 'name', app: 'viewer', release: '5.8', file: 'Viewer 5.8.zip' }],
  [`/dl/${ID}/any`, 200, id],
  [`/dl/sha256:${'c'.repeat(64)}`, 200, { by: 'digest', algorithm: 'sha256', digest: 'c'.repeat(64) }],
  ['/dl/viewer/5.8/%E0%A4%A', 200, { by: 'name', app: 'viewer', release: '5.8', file: '%E0%A4%A' }],
])('%s answered with %i asks for', (url, status, expected) => {
  expect(wantedBy({ url, status, range: '' })).toEqual(expected)
})

test('of parts, only the first is a download, where the log tells which part it was', () => {
  expect(wantedBy({ url: `/dl/${ID}`, status: 206, range: 'bytes=100-' })).toBeUndefined()
  expect(wantedBy({ url: `/dl/${ID}`, status: 206, range: 'bytes=0-99' })).toEqual(id)
})
