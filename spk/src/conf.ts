/**
 * The files below `conf/`: dependencies and conflicts in INI form, privileges and resources in JSON.
 */
import { type Report, refuse, SpkRefusal } from './refusal.ts'
import { decodeUtf8 } from './text.ts'

/** As stored: INI files as a JSON object by section, JSON files as the text they are. */
export type Conf = {
  dependencies: string | null
  conflicts: string | null
  privilege: string | null
  resource: string | null
}

export const CONF_FILES = ['conf/PKG_DEPS', 'conf/PKG_CONX', 'conf/privilege', 'conf/resource'] as const
type ConfFile = (typeof CONF_FILES)[number]

export const noConf: Conf = { dependencies: null, conflicts: null, privilege: null, resource: null }

/** `files`: contents of members below `conf/`, by full name. */
export function parseConf(files: ReadonlyMap<string, Uint8Array>, report: Report = refuse): Conf {
  if (!CONF_FILES.some((name) => files.has(name))) report(new SpkRefusal('Empty conf folder', 'conf'))
  const read = (name: ConfFile, parse: (text: string, name: string) => string) => {
    try {
      const text = textOf(files, name)
      return text === null ? null : parse(text, name)
    } catch (error) {
      if (!(error instanceof SpkRefusal)) throw error
      report(error)
      return null
    }
  }
  return {
    dependencies: read('conf/PKG_DEPS', iniAsJson),
    conflicts: read('conf/PKG_CONX', iniAsJson),
    privilege: read('conf/privilege', requireJson),
    resource: read('conf/resource', requireJson),
  }
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string | null {
  const bytes = files.get(name)
  if (bytes === undefined) return null
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new SpkRefusal(`Wrong ${name} encoding`, name)
  return text
}

function iniAsJson(text: string, name: string): string {
  const sections = parseIni(text)
  if (sections === undefined) throw new SpkRefusal(`Invalid ${name}`, name)
  return JSON.stringify(Object.fromEntries([...sections].map(([key, values]) => [key, Object.fromEntries(values)])))
}

function requireJson(text: string, name: string): string {
  try {
    JSON.parse(text)
    return text
  } catch {
    throw new SpkRefusal(`File ${name} is not valid JSON`, name)
  }
}

type Sections = Map<string, Map<string, string>>

/**
 * INI as Python's strict ConfigParser reads it, without interpolation: keys in lower case, `#` and `;` begin
 * comments, indented lines go on with the value before, nothing may be there twice. `undefined`: it is not INI.
 */
function parseIni(text: string): Sections | undefined {
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
