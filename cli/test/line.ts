/** A line between the program and the server that can be made to hold, and be cut. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type Line = {
  readonly url: string
  /** Lets so many bytes go to the server, and no more; resolves when they went. */
  hold(bytes: number): Promise<void>
  /** Breaks all connections; from then on nobody answers. */
  cut(): Promise<void>
  /** Answers again, at the same address, and holds nothing back. */
  mend(): Promise<void>
}

export async function lineTo(url: string): Promise<Line> {
  const { port: target, hostname } = new URL(url)
  const open = new Set<Socket>()
  let left = Number.POSITIVE_INFINITY
  let held = () => {}

  const server = createServer((near) => {
    // It was on its way when the line was cut.
    if (!server.listening) {
      near.destroy()
      return
    }
    const far = connect(Number(target), hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.once('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk) => {
      const passes = chunk.subarray(0, left)
      left -= passes.length
      if (left === 0) {
        near.pause()
        far.write(passes, held)
      } else if (!far.write(passes)) {
        near.pause()
        far.once('drain', () => near.resume())
      }
    })
    far.pipe(near)
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  onTestFinished(async () => {
    if (server.listening) await close()
  })
  return {
    url: `http://127.0.0.1:${port}`,
    hold(bytes) {
      left = bytes
      return new Promise((resolve) => (held = resolve))
    },
    async cut() {
      left = Number.POSITIVE_INFINITY
      await close()
    },
    mend: () => listen(port),
  }
}
