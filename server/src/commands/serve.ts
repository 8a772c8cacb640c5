/** `serve`: the server itself, in one process or several. */
import cluster from 'node:cluster'
import { setFlagsFromString } from 'node:v8'
import type { Command } from 'commander'
import { buildApp } from '../app.ts'
import type { Config } from '../config/index.ts'
import { TemplateError } from '../protocols/download-site/index.ts'
import { Failure } from './failure.ts'
import { makeFirstAdministrator } from './first-start.ts'
import { listen } from './listen.ts'
import { configOf, withSettings } from './options.ts'
import { openParts } from './parts.ts'
import { onStop } from './stopping.ts'
import { startWorkers, tellPrimary } from './workers.ts'

type ServeOptions = { demo?: boolean }

export function registerServe(program: Command): void {
  withSettings(program.command('serve').description('run the server'))
    .option('--demo', 'fill an empty data folder with a made-up catalogue first')
    .action(async ({ demo = false }: ServeOptions, command: Command) => {
      const config = configOf(command)
      if (cluster.isWorker) await serveAsWorker(config)
      else if (config.workers > 1) await serveWithWorkers(config, demo)
      else await serve(config, demo)
    })
}

async function serve(config: Config, demo: boolean): Promise<void> {
  const parts = await openParts(config, { schema: 'migrate' })
  await prepare(parts, config, demo)
  const address = await run(parts, config)
  sayReady(address)
}

/** The primary brings the database up to date once, so that its workers need not. */
async function serveWithWorkers(config: Config, demo: boolean): Promise<void> {
  const parts = await openParts(config, { schema: 'migrate' })
  await prepare(parts, config, demo)
  await parts.close()
  sayReady(await startWorkers(config))
}

async function serveAsWorker(config: Config): Promise<void> {
  try {
    tellPrimary({ ready: await run(await openParts(config, { schema: 'trusted' }), config) })
  } catch (error) {
    tellPrimary({ failed: (error as Error).message })
    process.exitCode = 1
    process.disconnect()
  }
}

async function prepare({ deps, services }: Parts, config: Config, demo: boolean): Promise<void> {
  const filling = demo ? await import('./demo.ts') : undefined
  await filling?.requireEmptyForDemo(services, config)
  const secrets = await makeFirstAdministrator(services, config)
  if (secrets !== undefined) process.stdout.write(secrets)
  await filling?.fillDemo(services, deps.db, config)
}

type Parts = Awaited<ReturnType<typeof openParts>>

/**
 * Left alone, V8 looks through the whole memory only when there is three times as much as was in use the last time. What a
 * server has in use changes little, so at twice as much it looks more often, finds the same, and needs 40 MiB less. Any
 * sooner, and the buffers of ten uploads alone would have it look all the time.
 */
const MEMORY_GROWTH = '--heap-growing-percent=100'

/** Serves until the process is told to stop; answers the address. */
async function run(parts: Parts, config: Config): Promise<string> {
  setFlagsFromString(MEMORY_GROWTH)
  const { deps, services } = parts
  const app = await buildApp(deps, services).catch(async (error: unknown) => {
    await parts.close()
    throw error instanceof TemplateError ? new Failure(error.message, { cause: error }) : error
  })
  let stopping = false
  app.addHook('onResponse', (request, _reply, done) => {
    // A connection that is kept for a next request would keep the process as well.
    if (stopping) request.raw.socket.end()
    done()
  })
  const address = await listen(app, config).catch(async (error: unknown) => {
    await app.close()
    await parts.close()
    throw error
  })
  await services.jobs.start()
  const prepared = Promise.all([
    services.spk.catalogue.prepare().catch((error: unknown) => {
      deps.log.error({ err: error }, 'what devices can get could not be read ahead')
    }),
    services.reports.prepare().catch((error: unknown) => {
      deps.log.error({ err: error }, 'the files with downloads could not be read ahead')
    }),
  ])
  onStop(config.drainTime, async () => {
    stopping = true
    deps.log.info('stopping: what is running ends first')
    await Promise.all([app.close(), services.jobs.stop(), prepared])
    await parts.close()
  })
  return address
}

const sayReady = (address: string): void => {
  process.stdout.write(`Slipway is ready: ${address}\n`)
}
