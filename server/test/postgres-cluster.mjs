// A throw-away PostgreSQL cluster as a program: creates one in a temporary folder, prints `ready <url>`, and removes
// it again when its standard input ends. The pipe is the point: whoever started this need not tell it to stop, because
// a process that dies, by whatever signal, closes its pipes. Plain JavaScript, as Node runs it without a build.
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { postgresPrograms } from '../../scripts/lib/postgres.mjs'

const user = 'slipway'

/** Nothing here has to survive anything, and nobody but the tests comes in: no flushing, no network, no statistics. */
const settings = {
  listen_addresses: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '300',
  shared_buffers: '64MB',
  autovacuum: 'off',
  jit: 'off',
  // Expected refusals are half of what tests provoke: only what is wrong with the cluster itself is worth a line.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

// A cluster to measure by does what a real one does.
if (process.argv[2] === 'durable') {
  const flushing = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
  Object.assign(settings, flushing, { autovacuum: 'on', shared_buffers: '256MB' })
}

const owner = ownerOfCluster()
const folder = mkdtempSync(join(tmpdir(), 'slipway-pg-'))
const data = join(folder, 'data')
let postgres

// Whoever reads our output may be gone by the time we clean up, which must not keep us from it.
process.stdout.on('error', () => {})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop())
process.stdin.on('close', () => stop()).resume()

try {
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const programs = reachable(await postgresPrograms())
  initialise(programs)
  await start(programs)
  console.log(`ready postgres://${user}@localhost/postgres?host=${encodeURIComponent(folder)}`)
} catch (error) {
  console.log(`failed ${JSON.stringify(error.stderr?.toString() || error.message)}`)
  await stop()
}

/** PostgreSQL refuses to run as root. Its own account exists on most systems that have it, `nobody` on all. */
function ownerOfCluster() {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (option, name) => Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // The next one, then.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`')
}

/** Programs inside root's home are out of reach for anybody else: those are copied beside the data. */
function reachable(programs) {
  if (!owner || canRun(programs)) return programs
  cpSync(dirname(programs), join(folder, 'programs'), { recursive: true, verbatimSymlinks: true })
  return join(folder, 'programs', 'bin')
}

function canRun(programs) {
  try {
    execFileSync(join(programs, 'postgres'), ['--version'], { ...owner, cwd: folder, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function initialise(programs) {
  // Sorted by code point, and yet aware of letters outside ASCII, as `lower` and trigrams need it.
  const letters = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
  const locale = ['--locale=C', `--lc-ctype=${letters}`, '--encoding=UTF8']
  execFileSync(
    join(programs, 'initdb'),
    ['--pgdata', data, '--username', user, '--auth=trust', '--no-sync', ...locale],
    {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
}

/** Resolves when the cluster takes connections, which it says in its log. */
function start(programs) {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  postgres = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, ...options], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let log = ''
    postgres.stderr.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-10_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    postgres.on('error', reject)
    postgres.on('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)))
  })
}

async function stop() {
  if (postgres && postgres.exitCode === null && postgres.signalCode === null) {
    const gone = new Promise((resolve) => postgres.once('exit', resolve))
    postgres.kill('SIGQUIT')
    setTimeout(() => postgres.kill('SIGKILL'), 5_000).unref()
    await gone
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit()
}
