/**
 * Naming templates: `{key}` is replaced by a fact of the package, `{{` and `}}` are braces, `{build_date:%Y%m%d}` prints
 * a date by strftime directives. The rules are those of the Slicer package manager's name templates; nothing else of
 * its format strings (attributes, indexes, conversions) is understood.
 */
import type { ProblemOptions } from '../../platform/problem.ts'
import { Problem } from '../../platform/problem.ts'

export type TemplateKind = 'package' | 'extension'

export const DEFAULT_TEMPLATES: Record<TemplateKind, string> = {
  package: '{baseName}_{os}_{arch}_{revision}',
  extension: '{app_revision}_{baseName}_{os}_{arch}_{revision}',
}

const COMMON = ['app_id', 'baseName', 'os', 'arch', 'repository_type', 'repository_url', 'revision']
const TEMPLATE_KEYS: Record<TemplateKind, readonly string[]> = {
  package: [...COMMON, 'version', 'pre_release', 'build_date'],
  extension: [
    ...COMMON,
    'app_revision',
    'description',
    'icon_url',
    'category',
    'homepage',
    'screenshots',
    'contributors',
    'dependency',
    'recommends',
    'license',
    'development_status',
    'enabled',
    'dicom_support_rule',
    'keywords',
    'tier',
  ],
}

export type TemplateFacts = Record<string, string | number | boolean | Date | null | undefined>
type Part = { text: string } | { key: string; format: string | undefined }

/** Throws `template_invalid`, naming the template and the key, when it can't be used for this kind. */
export function checkTemplate(field: string, kind: TemplateKind, template: string): void {
  const known = TEMPLATE_KEYS[kind]
  const keys = parse(field, template).filter((part) => 'key' in part)
  for (const part of keys) {
    if (!known.includes(part.key)) {
      throw wrong(field, template, `{${part.key}} is not known; use ${known.map((key) => `{${key}}`).join(' ')}`)
    }
    if (part.format !== undefined && part.key !== 'build_date') {
      throw wrong(field, template, `only {build_date:…} takes a format, {${part.key}} does not`)
    }
    if (part.format !== undefined) printDate(field, template, part.format, new Date(0))
  }
  if (keys.length === 0) throw wrong(field, template, 'without any key all packages would have the same name')
}

/** The name of a package. Facts that are not there print as nothing. Throws `template_invalid`. */
export function renderTemplate(field: string, template: string, facts: TemplateFacts): string {
  const name = parse(field, template)
    .map((part) => ('text' in part ? part.text : print(field, template, part, facts)))
    .join('')
  return name.replaceAll('/', '_').slice(0, 400)
}

function parse(field: string, template: string): Part[] {
  const parts: Part[] = []
  const pattern = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g
  for (const [whole, inner] of template.matchAll(pattern)) {
    if (whole === '{{' || whole === '}}') parts.push({ text: whole[0] as string })
    else if (inner !== undefined) parts.push(parseKey(field, template, inner))
    else if (whole === '{' || whole === '}')
      throw wrong(field, template, `a single ${whole}; write ${whole}${whole} for a brace`)
    else parts.push({ text: whole })
  }
  return parts
}

function parseKey(field: string, template: string, inner: string): Part {
  const match = /^([A-Za-z_]+)(?::(.+))?$/.exec(inner)
  if (match?.[1] === undefined) {
    throw wrong(field, template, `{${inner}} is not a key; letters and underscores only, e.g. {baseName}`)
  }
  return { key: match[1], format: match[2] }
}

function print(
  field: string,
  template: string,
  part: { key: string; format: string | undefined },
  facts: TemplateFacts,
): string {
  const value = facts[part.key]
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value)
  if (part.format === undefined) return value.toISOString().slice(0, 19).replace('T', ' ')
  return printDate(field, template, part.format, value)
}

const printDate = (field: string, template: string, format: string, date: Date): string =>
  format.replaceAll(/%(.?)/g, (_whole, directive: string) => {
    const printed = DIRECTIVES[directive]
    if (printed === undefined) throw wrong(field, template, `%${directive} is not a known date directive`)
    return printed(date)
  })

const two = (value: number): string => String(value).padStart(2, '0')
const DAY_MS = 86_400_000

/** strftime(3), the directives that do not depend on a language; always UTC. */
const DIRECTIVES: Record<string, (date: Date) => string> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  H: (date) => two(date.getUTCHours()),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  j: (date) =>
    String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1).padStart(3, '0'),
  F: (date) => date.toISOString().slice(0, 10),
  T: (date) => date.toISOString().slice(11, 19),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  '%': () => '%',
}

const wrong = (field: string, template: string, message: string): Problem => {
  const options: ProblemOptions = {
    detail: `${field} ${JSON.stringify(template)}: ${message}`,
    errors: [{ field, message }],
    details: { template },
  }
  return new Problem('template_invalid', options)
}
