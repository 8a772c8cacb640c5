// Says whether something made earlier still fits what it was made from, by the contents of files: a fresh checkout
// or a touched file changes times but not contents, and a clock that was set back changes nothing.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inCache, root } from './paths.mjs'

const neverInputs = /(^|[/\\])(node_modules|dist|test|\.cache)$|\.test\.tsx?$/

/** One hash over the names and contents of the given files and folders (paths from the root). */
export function fingerprint(inputs, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const path of inputs.flatMap(filesUnder).sort()) {
    const content = readFileSync(join(root, path))
    hash.update(`\0${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return [path]
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const inner = `${path}/${entry.name}`
    if (neverInputs.test(inner)) return []
    return entry.isDirectory() ? filesUnder(inner) : entry.isFile() ? [inner] : []
  })
}

const stampFile = (name) => inCache('stamps', name)

export function stampOf(name) {
  try {
    return readFileSync(stampFile(name), 'utf8')
  } catch {
    return undefined
  }
}

export function setStamp(name, value) {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), value)
}
