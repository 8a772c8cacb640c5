// The built server with a demo catalogue in a folder that is thrown away, and a browser to look at it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { chromiumProgram } from './chromium.mjs'
import { inRoot } from './paths.mjs'

/** Where the demo's application is. */
export const demoApp = '/apps/slicer-demo'

/** `look` gets the browser and the address of the server, and both go when it is done. */
export async function withDemo(look) {
  const data = mkdtempSync(join(tmpdir(), 'slipway-demo-'))
  const flags = ['serve', '--demo', '--data', data, '--port', '0', '--host', '127.0.0.1']
  const server = spawn(process.execPath, [inRoot('server/dist/main.js'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const address = await readyAddress(server)
    const browser = await chromium.launch({ executablePath: await chromiumProgram(), args: ['--no-sandbox'] })
    try {
      await look(browser, address)
    } finally {
      await browser.close()
    }
  } finally {
    server.kill('SIGTERM')
    rmSync(data, { recursive: true, force: true })
  }
}

async function readyAddress({ stdout }) {
  for await (const line of createInterface(stdout)) {
    const ready = /Slipway is ready: (\S+)/.exec(line)
    if (ready) return ready[1]
  }
  throw new Error('The server ended before it was ready')
}
