// npm run build [-- --force] [-- server|cli|sdk|web …]: builds what is stale, or what is named.
import { build, staleParts } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { parts } from './lib/parts.mjs'

const names = process.argv.slice(2).filter((argument) => argument !== '--force')
const force = process.argv.includes('--force')

const unknown = names.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(`Nothing here is called ${unknown.join(' or ')}. Parts: ${parts.map((part) => part.name).join(', ')}.`)
  process.exit(2)
}

await ensureInstalled()
const candidates = force ? parts : staleParts()
for (const part of candidates) {
  if (names.length === 0 || names.includes(part.name)) await build(part)
}
