import { expect, it } from 'vitest'
import { databases, startServer, type TestDatabase } from '../harness/index.ts'

it('refuses forms that break off, wherever they do, and goes on', async () => {
  const server = await startServer({ database: databases[0] as TestDatabase })
  const whole =
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n' +
    '--x\r\ncontent-disposition: form-data; name="f"; filename="a.bin"\r\n\r\nbytes'
  for (const length of [0, 3, 20, 60, 90, 150, whole.length]) {
    const { status } = await server.as.anonymous.request('POST', '/api/v1/app', {
      bytes: whole.slice(0, length),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect([length, status]).toEqual([length, 400])
  }
  expect((await server.as.anonymous.request('GET', '/healthz')).status).toBe(200)
})
