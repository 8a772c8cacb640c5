/** Several processes that serve on one port: the first one starts the others, replaces them, and stops them. */
import cluster, { type Worker } from 'node:cluster'
import type { Config } from '../config/index.ts'
import { Failure } from './failure.ts'
import { onStop } from './stopping.ts'

/** What a worker tells: that it serves, or why it cannot. */
export type WorkerMessage = { ready: string } | { failed: string }

/** A worker that dies is replaced, but not faster than this. */
const RESTART_PAUSE_MS = 1000

/** Starts the workers and answers the address when all of them serve. Throws `Failure` when one cannot start. */
export async function startWorkers(config: Config): Promise<string> {
  let stopping = false
  onStop(config.drainTime + 5000, async () => {
    stopping = true
    await stopWorkers()
  })
  try {
    const addresses = await Promise.all(Array.from({ length: config.workers }, startWorker))
    cluster.on('exit', (worker, code, signal) => {
      if (stopping) return
      process.stderr.write(`slipway-server: worker ${worker.process.pid} ended (${signal ?? code}); starting another\n`)
      setTimeout(() => {
        if (!stopping) cluster.fork()
      }, RESTART_PAUSE_MS)
    })
    return addresses[0] as string
  } catch (error) {
    stopping = true
    await stopWorkers()
    throw error
  }
}

/** In a worker. */
export const tellPrimary = (message: WorkerMessage): void => {
  process.send?.(message)
}

function startWorker(): Promise<string> {
  const worker = cluster.fork()
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if ('ready' in message) resolve(message.ready)
      else reject(new Failure(message.failed))
    })
    worker.once('exit', () => reject(new Failure('A worker ended before it served.')))
  })
}

async function stopWorkers(): Promise<void> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker !== undefined)
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve) => {
          if (worker.isDead()) return resolve()
          worker.once('exit', () => resolve())
          worker.process.kill('SIGTERM')
        }),
    ),
  )
}
