/** What the name of a file says of it: by the application's naming templates, or else by the usual words in it. */

export type Facts = {
  kind: 'package' | 'extension'
  baseName: string
  os: string
  arch: string
  /** of a package: the application's; of an extension: its own */
  revision: string
  /** of an extension: the application's */
  appRevision: string
  version: string
}
export type Templates = { package: string; extension: string }

const ENDINGS = /(?:\.tar)?\.(?:gz|bz2|xz|zst|zip|exe|msi|dmg|pkg|deb|rpm|appimage|run|sh|tgz|7z)$/i
const OS_WORDS: [os: string, words: RegExp][] = [
  ['macosx', /^(?:macosx|macos|mac|darwin|osx)$/i],
  ['win', /^(?:win|windows|win32|win64)$/i],
  ['linux', /^(?:linux|ubuntu|debian)$/i],
]
const ARCH_WORDS: [arch: string, words: RegExp][] = [
  ['amd64', /^(?:amd64|x64|x86_64|win64)$/i],
  ['arm64', /^(?:arm64|aarch64|applesilicon)$/i],
  ['i386', /^(?:i386|i686|x86|win32)$/i],
]
const VERSION = /^v?\d+(?:\.\d+)+$/
/** Of the commit: no version, and no revision. */
const DAY = /[-_]\d{4}-\d\d-\d\d(?=[-_]|$)/
const REVISION = /^\d{3,}$/

export function guessFacts(fileName: string, templates: Templates): Facts {
  const stem = fileName.replace(ENDINGS, '')
  const extension = byTemplate(stem, templates.extension)
  if (extension !== undefined) return { ...nothing, ...extension, kind: 'extension' }
  const found = byTemplate(stem, templates.package)
  if (found !== undefined) return { ...nothing, version: found.revision ?? '', ...found, kind: 'package' }
  return byWords(stem)
}

const nothing: Facts = { kind: 'package', baseName: '', os: '', arch: '', revision: '', appRevision: '', version: '' }

const GROUPS: Record<string, string> = {
  os: '(?<os>linux|win|macosx)',
  arch: '(?<arch>[a-z0-9][a-z0-9_]*?)',
  baseName: '(?<baseName>.+?)',
  revision: '(?<revision>[^_]+?)',
  app_revision: '(?<appRevision>[^_]+?)',
  version: '(?<version>[^_]+?)',
}

function byTemplate(stem: string, template: string): Partial<Facts> | undefined {
  const seen = new Set<string>()
  const pattern = template.replaceAll(/\{\{|\}\}|\{(\w+)(?::[^}]*)?\}|[^{}]+/g, (whole, key: string | undefined) => {
    if (key === undefined) return literal(whole === '{{' || whole === '}}' ? (whole[0] ?? '') : whole)
    const group = GROUPS[key]
    if (group === undefined || seen.has(key)) return '.*?'
    seen.add(key)
    return group
  })
  // A template without these says too little to be believed.
  if (!seen.has('os') || !seen.has('arch') || !seen.has('baseName')) return undefined
  return new RegExp(`^${pattern}$`).exec(stem)?.groups as Partial<Facts> | undefined
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function byWords(stem: string): Facts {
  const words = stem
    .replace(/x86_64/i, 'amd64')
    .replace(DAY, '')
    .split(/[-_ ]+/)
  const left: string[] = []
  const facts: Facts = { ...nothing }
  for (const word of words) {
    const os = OS_WORDS.find(([, pattern]) => pattern.test(word))?.[0]
    const arch = ARCH_WORDS.find(([, pattern]) => pattern.test(word))?.[0]
    if (os !== undefined) facts.os ||= os
    if (arch !== undefined) facts.arch ||= arch
    if (os === undefined && arch === undefined) {
      if (facts.version === '' && VERSION.test(word)) facts.version = word.replace(/^v/, '')
      else left.push(word)
    }
  }
  const [first = '', second] = left
  // As build farms of extensions name them: for which revision, for what, then what, and of which commit.
  if (REVISION.test(first) && second !== undefined) {
    const revision = (left[2] ?? '').replace(/^git(?=[0-9a-f]{5,})/, '')
    return { ...facts, kind: 'extension', appRevision: first, baseName: second, revision }
  }
  facts.baseName = first
  facts.revision = left.find((word, at) => at > 0 && /\d/.test(word)) ?? facts.version
  return facts
}
