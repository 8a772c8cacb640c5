/**
 * In what a new build contradicts the version it wants to join. The words are those of the
 * older server, Python notation included; uploaders look for the names of the fields in them.
 */
import type { VersionFacts } from '@slipway/spk'

export type Comparable = Omit<VersionFacts, 'version' | 'beta' | 'startable' | 'installWizard' | 'upgradeWizard'> & {
  installWizard: boolean | null
  upgradeWizard: boolean | null
  startable: boolean | null
  services: readonly string[]
}

const FIELDS = [
  ['upstream_version', 'upstreamVersion'],
  ['report_url', 'reportUrl'],
  ['distributor', 'distributor'],
  ['distributor_url', 'distributorUrl'],
  ['maintainer', 'maintainer'],
  ['maintainer_url', 'maintainerUrl'],
  ['install_wizard', 'installWizard'],
  ['upgrade_wizard', 'upgradeWizard'],
  ['startable', 'startable'],
  ['license', 'license'],
] as const

/** The message that lists every difference, or `undefined` when there is none. */
export function contradiction(spk: Comparable, known: Comparable): string | undefined {
  const lines: string[] = []
  const differ = (field: string, here: string, there: string) =>
    lines.push(`  - ${field}: SPK has ${here}, DB has ${there}`)
  for (const [field, key] of FIELDS) {
    const [here, there] = [plain(key, spk[key]), plain(key, known[key])]
    if (here !== there) differ(field, python(spk[key]), python(known[key]))
  }
  const [here, there] = [setOf(spk.services), setOf(known.services)]
  if (here !== there) differ('service_dependencies', here, there)
  const [names, knownNames] = [mapOf(spk.displayNames), mapOf(known.displayNames)]
  if (canonical(spk.displayNames) !== canonical(known.displayNames)) differ('displaynames', names, knownNames)
  if (lines.length === 0) return undefined
  return ['SPK version-level metadata conflicts with existing builds:', ...lines].join('\n')
}

/** Nothing and an empty text are alike; not stated to be startable means startable. */
const plain = (key: string, value: string | boolean | null): string | boolean | null =>
  value === '' ? null : key === 'startable' ? (value ?? true) : value

function python(value: string | boolean | null): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return quoted(value)
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return quote + escaped + quote
}

const setOf = (values: readonly string[]): string =>
  values.length === 0 ? 'set()' : `{${[...new Set(values)].sort().map(quoted).join(', ')}}`

const mapOf = (map: ReadonlyMap<string, string>): string =>
  `{${[...map].map(([key, value]) => `${quoted(key)}: ${quoted(value)}`).join(', ')}}`

const canonical = (map: ReadonlyMap<string, string>): string =>
  JSON.stringify([...map].sort(([a], [b]) => (a < b ? -1 : 1)))
