// Brings node_modules in line with package-lock.json, when it is not already.
import { existsSync, readFileSync } from 'node:fs'
import { fingerprint, setStamp, stampOf } from './fingerprint.mjs'
import { inRoot } from './paths.mjs'
import { npm } from './run.mjs'

const oldestNode = [20, 19]

export async function ensureInstalled() {
  requireNode()
  const wanted = wantedInstall()
  if (stampOf('install') === wanted) return
  if (!installedByHand()) await install()
  setStamp('install', wanted)
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  console.error(`Slipway needs Node.js ${oldestNode.join('.')} or newer. This is ${process.versions.node}.`)
  process.exit(1)
}

/** Native modules fit one Node ABI on one platform only, so a stamp names these first and the lock file second. */
const builtFor = [process.platform, process.arch, process.versions.modules].join('-')

const wantedInstall = () => `${builtFor} ${fingerprint(['package-lock.json'])}`

/**
 * npm keeps a copy of what it installed. Where that agrees with the lock file, somebody has run npm already, and
 * installing again would only cost time. Not so when the stamp is of another Node: then the versions are right and
 * the native modules wrong.
 */
function installedByHand() {
  const stamp = stampOf('install')
  if (stamp && !stamp.startsWith(`${builtFor} `)) return false
  const kept = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(kept)) return false
  const installed = JSON.parse(readFileSync(kept, 'utf8')).packages
  const locked = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([path, entry]) => {
    const expected = path.includes('node_modules/') && !entry.link && !entry.optional
    return !expected || installed[path]?.version === entry.version
  })
}

async function install() {
  console.log('Installing dependencies (only the first time, or when they changed) …')
  // Where a native module has to be compiled, use every core for it.
  const result = await npm(['ci', '--loglevel=error', '--no-progress'], { quiet: true, env: { JOBS: 'max' } })
  if (!result.ok) {
    console.error(result.output)
    console.error('The dependencies could not be installed: npm says why above.')
    process.exit(1)
  }
}
