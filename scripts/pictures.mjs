// npm run pictures: takes the pictures in docs/images of a demo catalogue, so that they show the pages as they are.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { chromiumProgram } from './lib/chromium.mjs'
import { inRoot } from './lib/paths.mjs'

const pictures = { application: '/apps/slicer-demo' }

const data = mkdtempSync(join(tmpdir(), 'slipway-pictures-'))
const flags = ['serve', '--demo', '--data', data, '--port', '0', '--host', '127.0.0.1']
const server = spawn(process.execPath, [inRoot('server/dist/main.js'), ...flags], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const address = await readyAddress(server)
  const browser = await chromium.launch({ executablePath: await chromiumProgram(), args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'UTC' })
  mkdirSync(inRoot('docs/images'), { recursive: true })
  for (const [name, path] of Object.entries(pictures)) {
    await page.goto(address + path)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: inRoot('docs/images', `${name}.png`) })
  }
  await browser.close()
} finally {
  server.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
}

async function readyAddress({ stdout }) {
  for await (const line of createInterface(stdout)) {
    const ready = /Slipway is ready: (\S+)/.exec(line)
    if (ready) return ready[1]
  }
  throw new Error('The server ended before it was ready')
}
