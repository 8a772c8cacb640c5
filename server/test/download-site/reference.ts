/**
 * The matching rules once more, slow and obvious, step by step as one would tell them: a list,
 * filters and loops, no index and nothing shared with the product.
 */
import type { Question, SiteRecord } from '../../src/protocols/download-site/matching.ts'

export function referenceMatch(records: SiteRecord[], question: Question, defaultArch: string): SiteRecord | undefined {
  const passing = inOrder(records).filter(
    (record) => record.os === question.os && stable(record, question) && (!record.yanked || named(record, question)),
  )
  const hits = passing.filter((record) => passesMode(record, question))
  const wanted = question.arch ?? defaultArch
  const match = hits.find(({ arch }) => arch === wanted) ?? (question.arch === undefined ? hits[0] : undefined)
  if (match === undefined || question.offset === 0) return match

  const sameArch = passing.filter(({ arch }) => arch === match.arch)
  const revisions: string[] = []
  for (const { revision } of sameArch) if (!revisions.includes(revision)) revisions.push(revision)
  const target = revisions[revisions.indexOf(match.revision) - question.offset]
  return target === undefined ? undefined : sameArch.find(({ revision }) => revision === target)
}

/** Selection sort: the one that comes before all others, again and again. */
function inOrder(records: SiteRecord[]): SiteRecord[] {
  const left = [...records]
  const ordered: SiteRecord[] = []
  while (left.length > 0) {
    const first = left.reduce((best, record) => (comesBefore(record, best, records) ? record : best))
    ordered.push(first)
    left.splice(left.indexOf(first), 1)
  }
  return ordered
}

function comesBefore(a: SiteRecord, b: SiteRecord, all: SiteRecord[]): boolean {
  if (a.revision !== b.revision) {
    const numbers = [a, b].map(({ revision }) => /^\d+$/.test(revision))
    if (numbers[0] && numbers[1]) return Number(a.revision) > Number(b.revision)
    if (numbers[0] !== numbers[1]) return numbers[0] === true
    const newest = (revision: string) =>
      all
        .filter((record) => record.revision === revision)
        .map((record) => record.buildDate)
        .sort()
        .at(-1) ?? ''
    const [left, right] = [newest(a.revision), newest(b.revision)]
    return left === right ? a.revision > b.revision : left > right
  }
  if (a.buildDate !== b.buildDate) return a.buildDate > b.buildDate
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt
  return a.id > b.id
}

function stable(record: SiteRecord, { stability }: Question): boolean {
  const inRelease = record.release !== null && record.release.length > 0
  if (stability === 'nightly') return !inRelease && !record.unlisted
  if (stability === 'release') return inRelease && !record.preRelease
  return true
}

function named(record: SiteRecord, { mode }: Question): boolean {
  if (mode.by === 'revision') return record.revision === String(mode.revision)
  return mode.by === 'version' && record.version === mode.version
}

function passesMode(record: SiteRecord, { mode }: Question): boolean {
  switch (mode.by) {
    case 'latest':
      return true
    case 'revision':
      return record.revision === String(mode.revision)
    case 'closest-revision':
      return /^\d+$/.test(record.revision) && Number(record.revision) <= mode.revision
    case 'version': {
      if (record.version === null) return false
      const [asked, has] = [mode.version.split('.'), record.version.split('.')]
      return asked.every((part, at) => part === has[at])
    }
    case 'date': {
      const day = /^\d{4}-\d{2}-\d{2}$/.test(mode.date)
      return (day ? record.buildDate.slice(0, 10) : record.buildDate.split(' ')[0]!) <= mode.date
    }
  }
}
