/**
 * The files below `conf/`: dependencies and conflicts in INI form, privileges and resources in JSON. Section 3.3 of the
 * contract, rules 12 to 17 of section 3.5, traps T14 and T15.
 */
import { refusal } from './refusal.ts'
import { decodeUtf8 } from './text.ts'

/** As stored: INI files as a JSON object by section, JSON files as the text they are. */
export type Conf = {
  dependencies: string | null
  conflicts: string | null
  privilege: string | null
  resource: string | null
}

export const noConf: Conf = { dependencies: null, conflicts: null, privilege: null, resource: null }

/** `files`: contents of members below `conf/`, by full name. */
export function parseConf(files: ReadonlyMap<string, Uint8Array>): Conf {
  const conf: Conf = {
    dependencies: iniFile(files, 'conf/PKG_DEPS'),
    conflicts: iniFile(files, 'conf/PKG_CONX'),
    privilege: jsonFile(files, 'conf/privilege'),
    resource: jsonFile(files, 'conf/resource'),
  }
  if (Object.values(conf).every((value) => value === null)) throw refusal('Empty conf folder', 'conf')
  return conf
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string | null {
  const bytes = files.get(name)
  if (bytes === undefined) return null
  const text = decodeUtf8(bytes)
  if (text === undefined) throw refusal(`Wrong ${name} encoding`, name)
  return text
}

function iniFile(files: ReadonlyMap<string, Uint8Array>, name: string): string | null {
  const text = textOf(files, name)
  if (text === null) return null
  const sections = parseIni(text)
  if (sections === undefined) throw refusal(`Invalid ${name}`, name)
  return JSON.stringify(Object.fromEntries([...sections].map(([key, values]) => [key, Object.fromEntries(values)])))
}

function jsonFile(files: ReadonlyMap<string, Uint8Array>, name: string): string | null {
  const text = textOf(files, name)
  if (text === null) return null
  try {
    JSON.parse(text)
    return text
  } catch {
    throw refusal(`File ${name} is not valid JSON`, name)
  }
}

type Sections = Map<string, Map<string, string>>

/**
 * INI as Python's strict ConfigParser reads it, without interpolation (T15): keys in lower case, `#` and `;` begin
 * comments, indented lines go on with the value before, nothing may be there twice. `undefined`: it is not INI.
 */
export function parseIni(text: string): Sections | undefined {
  const sections: Sections = new Map()
  let section: Map<string, string> | undefined
  let last: string | undefined
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue
    const header = /^\[([^\]]+)\]/.exec(line)
    if (/^\s/.test(raw) && section !== undefined && last !== undefined) {
      section.set(last, `${section.get(last)}\n${line}`)
    } else if (header?.[1] !== undefined) {
      if (sections.has(header[1])) return undefined
      sections.set(header[1], (section = new Map()))
      last = undefined
    } else {
      const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line)
      const key = pair?.[1]?.toLowerCase()
      if (section === undefined || key === undefined || section.has(key)) return undefined
      section.set(key, pair?.[2] ?? '')
      last = key
    }
  }
  return sections
}
