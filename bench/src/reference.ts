/**
 * The bare Fastify route that Slipway is compared with: it knows nothing, and sends bytes it has in memory. Each argument
 * after the port is a file, answered at `/0`, `/1`, … with the content type of JSON; a name that ends in `.gz` is said
 * to be gzip. `/etag` answers 304.
 */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const [port, ...files] = process.argv.slice(2)
const app = Fastify()

for (const [index, file] of files.entries()) {
  const body = readFileSync(file)
  const packed = file.endsWith('.gz')
  app.get(`/${index}`, async (_request, reply) => {
    reply.header('content-type', 'application/json; charset=utf-8')
    if (packed) reply.header('content-encoding', 'gzip')
    return reply.send(body)
  })
}
app.get('/etag', async (_request, reply) => reply.code(304).header('etag', '"same"').send())
app.get('/', async () => 'ready')

process.on('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(port), host: '127.0.0.1' })
