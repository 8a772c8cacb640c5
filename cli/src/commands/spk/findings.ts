import type { Finding } from '@slipway/spk'
import { count } from '../../output/format.ts'
import type { Output } from '../../output/output.ts'

/** Prints what was found, errors first. Answers how many errors there are. */
export function printFindings(out: Output, findings: readonly Finding[]): number {
  out.table(
    findings,
    [
      {
        head: 'level',
        value: ({ level }) => level,
        paint: (text, { level }) => (level === 'error' ? out.colors.red(text) : out.colors.yellow(text)),
      },
      { head: 'field', value: ({ field }) => field ?? '' },
      {
        head: 'finding',
        value: ({ message, advice }) => (advice === null ? message : `${message}. ${advice}`),
        gives: true,
      },
    ],
    'Nothing to complain about.',
  )
  return findings.filter(({ level }) => level === 'error').length
}

export const sumUp = (findings: readonly Finding[]): string => {
  const errors = findings.filter(({ level }) => level === 'error').length
  return `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}.`
}
