/**
 * Clients of large files, as a program of its own so that they cost the measuring process nothing. Takes one task as
 * JSON, says when it is ready, waits for a word to begin, and prints one result as JSON. `drain` downloads and throws away; `send` uploads a file.
 */
import { once } from 'node:events'
import { createReadStream, statSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'

export type Task =
  | { task: 'drain'; url: string; connections: number; seconds?: number; times?: number }
  | { task: 'send'; file: string; url: string; headers: Record<string, string>; way: 'put' | 'tus' }

const MIB = 1024 ** 2
const TUS_PIECE = 64 * MIB

/** Answers the number of bytes that came, headers included: they are few. */
function download(url: URL, memory: Buffer, deadline: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    let checked = false
    const socket = connect({
      host: url.hostname,
      port: Number(url.port),
      onread: {
        buffer: memory,
        callback(length) {
          if (!checked && !/^HTTP\/1\.1 20[06]/.test(memory.toString('latin1', 0, Math.min(length, 20)))) {
            socket.destroy(new Error(memory.toString('latin1', 0, Math.min(length, 300))))
          }
          checked = true
          bytes += length
          if (Date.now() > deadline) socket.destroy()
          return true
        },
      },
    })
    socket.on('error', reject)
    socket.on('close', (failed) => failed || resolve(bytes))
    socket.on('end', () => socket.end())
    socket.write(`GET ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: close\r\n\r\n`)
  })
}

/** Until the time is over, or each connection has fetched the file `times` times. */
async function drain({ url, connections, seconds, times }: Extract<Task, { task: 'drain' }>) {
  const began = performance.now()
  const deadline = seconds === undefined ? Infinity : Date.now() + seconds * 1000
  let bytes = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const memory = Buffer.allocUnsafe(MIB / 2)
      for (let time = 0; time < (times ?? Infinity) && Date.now() < deadline; time++) {
        // Not `bytes += await …`: that would forget what the others add meanwhile.
        const came = await download(new URL(url), memory, deadline)
        bytes += came
      }
    }),
  )
  return { bytes, seconds: (performance.now() - began) / 1000 }
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

function exchange(
  method: string,
  url: URL | string,
  headers: Record<string, string | number>,
  piece?: { file: string; start: number; end: number },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }))
    })
    outgoing.on('error', reject)
    if (piece === undefined) outgoing.end()
    else createReadStream(piece.file, { start: piece.start, end: piece.end, highWaterMark: MIB }).pipe(outgoing)
  })
}

function requireSuccess(answer: Answer): Answer {
  if (answer.status < 200 || answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  return answer
}

/** `url` is that of the publishing operation, with the facts in its query. */
async function send({ file, url, headers, way }: Extract<Task, { task: 'send' }>) {
  const { size } = statSync(file)
  const began = performance.now()
  if (way === 'put') {
    const type = { 'content-type': 'application/octet-stream', 'content-length': size }
    requireSuccess(await exchange('PUT', url, { ...headers, ...type }, { file, start: 0, end: size - 1 }))
    return { bytes: size, seconds: (performance.now() - began) / 1000 }
  }
  const begun = requireSuccess(
    await exchange('POST', new URL('/api/v2/uploads', url), { ...headers, 'upload-length': size, 'content-length': 0 }),
  )
  const location = new URL(String(begun.headers.location), url)
  for (let offset = 0; offset < size; offset += TUS_PIECE) {
    const end = Math.min(offset + TUS_PIECE, size)
    const type = { 'content-type': 'application/offset+octet-stream', 'content-length': end - offset }
    const piece = { file, start: offset, end: end - 1 }
    requireSuccess(await exchange('PATCH', location, { ...headers, ...type, 'upload-offset': offset }, piece))
  }
  const facts = Object.fromEntries(new URL(url).searchParams)
  const body = JSON.stringify({ ...facts, upload: location.pathname.split('/').at(-1) })
  await new Promise<void>((resolve, reject) => {
    const type = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const outgoing = request(
      url.split('?')[0] ?? url,
      { method: 'POST', headers: { ...headers, ...type } },
      (reply) => {
        reply
          .resume()
          .on('end', () => (reply.statusCode === 201 ? resolve() : reject(new Error(`${reply.statusCode}`))))
      },
    )
    outgoing.on('error', reject).end(body)
  })
  return { bytes: size, seconds: (performance.now() - began) / 1000 }
}

const task = JSON.parse(process.argv[2] ?? '') as Task
process.stdout.write('ready\n')
await once(process.stdin, 'data')
process.stdin.destroy()
process.stdout.write(`${JSON.stringify(task.task === 'drain' ? await drain(task) : await send(task))}\n`)
