/** A server with an application, and a command line that is signed in there. */
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  administrator,
  databases,
  type StartOptions,
  startServer,
  type TestDatabase,
  type TestServer,
} from '../../server/test/harness/index.ts'
import { type Cli, newCli } from './program.ts'

export const anyDatabase = databases[0] as TestDatabase

export type Setting = TestServer & {
  cli: Cli
  /** Writes a file into the home of the command line. */
  file(name: string, bytes: number | string): Promise<string>
}

export async function setting(options: Partial<StartOptions> = {}): Promise<Setting> {
  const server = await startServer({ database: anyDatabase, ...options })
  await server.given.app('Slicer')
  const cli = await newCli({ SLIPWAY_URL: server.url, SLIPWAY_API_KEY: administrator.key })
  return {
    ...server,
    cli,
    async file(name, bytes) {
      const path = join(cli.home, name)
      await writeFile(path, typeof bytes === 'number' ? randomBytes(bytes) : bytes)
      return path
    },
  }
}
