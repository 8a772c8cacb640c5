import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface PostgresCluster {
  /** Of the database `postgres`, as a superuser, over a socket in the cluster's folder. */
  readonly url: string
  /** Ends the cluster and removes its files. It also happens by itself when this process ends in any way. */
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('./postgres-cluster.mjs', import.meta.url))

/**
 * A throw-away PostgreSQL cluster: about a second to start, nothing left of it afterwards. `durable`: it flushes like a
 * real one, for whoever measures.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresCluster> {
  // In a process group of its own: Ctrl-C is for the tests, and the cluster goes when they have gone.
  const cluster = spawn(process.execPath, durable ? [program, 'durable'] : [program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  const gone = new Promise<void>((resolve) => cluster.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(cluster.stdout).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length))
      else if (line.startsWith('failed ')) reject(new Error(JSON.parse(line.slice('failed '.length))))
      else console.log(line)
    })
    cluster.once('error', reject)
    cluster.once('exit', () => reject(new Error('The PostgreSQL cluster ended before it was ready')))
  })
  return {
    url,
    async stop() {
      cluster.stdin.end()
      await gone
    },
  }
}

/** The URL of another database of the same cluster. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
