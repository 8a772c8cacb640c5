// Finds a Chromium for the browser tests: the machine's own, else Debian's package, else Playwright's download.
import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'
import { isProgram, node, programOnPath, run } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of the browser's program. Installs one when there is none; throws when that fails as well. */
export async function chromiumProgram() {
  const told = process.env.SLIPWAY_CHROMIUM
  if (told && !isProgram(told)) throw new Error(`SLIPWAY_CHROMIUM is ${told}, which is not a program`)
  return told || programOnPath(...names) || (await ofPlaywright()) || (await install())
}

async function install() {
  console.log('Installing Chromium for the browser tests (only the first time) …')
  const tries = mayUseApt() ? [fromDebian, fromPlaywright] : [fromPlaywright]
  const complaints = []
  for (const attempt of tries) {
    const { path, output } = await attempt()
    if (path) return path
    complaints.push(output)
  }
  throw new Error(`The browser tests need Chromium (or SLIPWAY_CHROMIUM, its path):\n${complaints.join('\n')}`)
}

function mayUseApt() {
  const system = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return process.getuid?.() === 0 && /^ID=debian$/m.test(system) && programOnPath('apt-get') !== undefined
}

async function fromDebian() {
  const options = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  const update = await run('apt-get', ['update'], options)
  // The fonts are among what Chromium only recommends, and a page without any can't be looked at.
  const packages = ['chromium', 'fonts-liberation']
  const result = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options)
  return { path: programOnPath('chromium'), output: update.output + result.output }
}

async function fromPlaywright() {
  const { output } = await playwright(['install', 'chromium'])
  return { path: await ofPlaywright(), output }
}

const playwright = (args) => node([inRoot('node_modules/@playwright/test/cli.js'), ...args], { quiet: true })

async function ofPlaywright() {
  const { chromium } = await import('@playwright/test')
  return isProgram(chromium.executablePath()) ? chromium.executablePath() : undefined
}
