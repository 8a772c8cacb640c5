/** The built server as an operator runs it: its own process, a data folder that is thrown away, a free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../server/dist/main.js', import.meta.url))
const PATIENCE_MS = 20_000

export type RunningServer = { url: string; stop: () => Promise<void> }

export async function startServer(settings: Record<string, string>): Promise<RunningServer> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: npm run build`)
  const data = mkdtempSync(join(tmpdir(), 'slipway-e2e-'))
  const port = await freePort()
  // By name: browsers have no passkeys for bare addresses.
  const url = `http://localhost:${port}`
  const child = spawn(
    process.execPath,
    [PROGRAM, 'serve', '--data', data, '--port', String(port), '--host', '127.0.0.1'],
    {
      // Authors of extensions have their pictures on this machine, too, under its other name.
      env: {
        ...process.env,
        SLIPWAY_PUBLIC_URL: url,
        SLIPWAY_PICTURE_HOSTS: `127.0.0.1:${port}`,
        SLIPWAY_SPK_MODERATION: 'true',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await ready(child)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}

async function ready(child: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server is not ready:\n${said}`)), PATIENCE_MS)
    const hear = (chunk: Buffer) => {
      said += chunk
      if (!said.includes('Slipway is ready')) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The server ended with ${code}:\n${said}`))
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
