import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import pino from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHttp } from './server.ts'

const REQUEST = 'GET /hello HTTP/1.1\r\nHost: here\r\n\r\n'

let app: ReturnType<typeof createHttp>
let client: Socket
/** The same connection at the other end. */
let connection: Socket

beforeEach(async () => {
  app = createHttp({ log: pino({ level: 'silent' }), trustProxy: false })
  app.get('/hello', { schema: { hide: true } as never }, async () => 'hello')
  await app.listen({ port: 0, host: '127.0.0.1' })
  client = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  ;[connection] = (await once(app.server, 'connection')) as [Socket]
})
afterEach(async () => {
  client.destroy()
  await app.close()
})

/** One answer, as far as it has come when its end is there. */
async function ask(): Promise<string> {
  client.write(REQUEST)
  return answer()
}

async function answer(): Promise<string> {
  let text = ''
  while (!text.endsWith('hello')) text += String((await once(client, 'data'))[0])
  return text
}

it('a request on a connection whose time has just run out is answered', async () => {
  expect(await ask()).toContain('Keep-Alive: timeout=65')
  // The client was told that the connection is kept for so long, and its request may be on its way.
  connection.emit('timeout')
  expect(await ask()).toContain('200 OK')
  connection.emit('timeout')
  // And here it has come, but the server did not get round to reading it.
  client.write(REQUEST)
  connection.emit('timeout')
  expect(await answer()).toContain('200 OK')
})

it('a connection on which nothing is asked is closed', async () => {
  await ask()
  const closed = once(client, 'close')
  connection.emit('timeout')
  connection.emit('timeout')
  await closed
})
