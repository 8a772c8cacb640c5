/**
 * Connections on which nothing is asked any more. A client may use one again at the very moment in which it is closed, and
 * then sees a reset instead of an answer; a server that was busy makes that likely, because what came meanwhile is read
 * after the timers ran out. So a connection is kept for a while longer than clients are told, and it is closed only
 * after a look at what has come.
 */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** What clients are told by the header `Keep-Alive`. */
export const IDLE_MS = 65_000
const GRACE_MS = 5000

/** Before the server listens. Node closes such connections itself only where nobody else looks after them. */
export function closeIdleConnections(app: FastifyInstance): void {
  /** How much was read when the time was up. */
  const read = new WeakMap<Socket, number>()
  app.server.on('timeout', (socket: Socket) => {
    if (read.get(socket) !== socket.bytesRead) {
      read.set(socket, socket.bytesRead)
      socket.setTimeout(GRACE_MS)
      return
    }
    // A whole turn of the event loop, in which what has come is read.
    setImmediate(() =>
      setImmediate(() => {
        if (read.get(socket) === socket.bytesRead) socket.destroy()
      }),
    )
  })
}
