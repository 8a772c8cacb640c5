/** `serve`: the server itself, in one process or several. */
import cluster from 'node:cluster'
import type { Command } from 'commander'
import { buildApp } from '../app.ts'
import type { Config } from '../config/index.ts'
import { makeFirstAdministrator } from './first-start.ts'
import { configOf, withSettings } from './options.ts'
import { openParts } from './parts.ts'

/** After this long a drain is cut short: whoever stops the server waits. */
const DRAIN_MS = 120_000

export function registerServe(program: Command): void {
  withSettings(program.command('serve').description('run the server')).action(async (_options, command: Command) => {
    const config = configOf(command)
    if (config.workers > 1 && cluster.isPrimary) await serveWithWorkers(config)
    else await serve(config)
  })
}

async function serve(config: Config): Promise<void> {
  const parts = await openParts(config, { migrates: !cluster.isWorker })
  if (!cluster.isWorker) {
    const secrets = await makeFirstAdministrator(parts.services, config)
    if (secrets !== undefined) process.stdout.write(secrets)
  }
  const app = await buildApp(parts.deps, parts.services)
  await app.listen({ host: config.host, port: config.port })
  await parts.services.jobs.start()
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  if (!cluster.isWorker) process.stdout.write(`Slipway is ready: http://${config.host}:${port}\n`)

  onStop(async () => {
    parts.deps.log.info('stopping: running requests end first')
    await app.close()
    await parts.services.jobs.stop()
    await parts.close()
  })
}

/** The primary brings the database up to date once and replaces workers that die. */
async function serveWithWorkers(config: Config): Promise<void> {
  const parts = await openParts(config)
  const secrets = await makeFirstAdministrator(parts.services, config)
  if (secrets !== undefined) process.stdout.write(secrets)
  await parts.close()
  let stopping = false
  let ready = 0
  for (let count = 0; count < config.workers; count++) cluster.fork()
  cluster.on('listening', () => {
    ready += 1
    if (ready === config.workers) process.stdout.write(`Slipway is ready: http://${config.host}:${config.port}\n`)
  })
  cluster.on('exit', () => {
    if (!stopping) cluster.fork()
  })
  onStop(async () => {
    stopping = true
    const workers = Object.values(cluster.workers ?? {})
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve) => {
            worker?.once('exit', () => resolve())
            worker?.process.kill('SIGTERM')
          }),
      ),
    )
  })
}

function onStop(stop: () => Promise<void>): void {
  let stopping = false
  const handle = () => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${(error as Error).stack}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', handle)
  process.on('SIGINT', handle)
}
