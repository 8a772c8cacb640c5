import { Problem } from '../../platform/problem.ts'

const words: Readonly<Record<string, string>> = { package: 'Synology package', key: 'signing key' }

/** `spk_not_found` by name: `{ package: 'git', version: 34 }` is version 34 of a package that there may be. */
export function spkNotFound(details: Readonly<Record<string, string | number>>): Problem {
  const [[kind, name] = ['entry', ''], of] = Object.entries(details).reverse()
  const detail = `There is no ${words[kind] ?? kind} ${name}${of === undefined ? '' : ` of ${of[1]}`}.`
  return new Problem('spk_not_found', { detail, details })
}
