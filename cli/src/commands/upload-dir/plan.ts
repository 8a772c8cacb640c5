/** What the server has already need not be sent: that is how a second run continues. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Extension, isProblem, type Slipway } from '@slipway/sdk'
import { sha256OfFile } from '@slipway/sdk/node'
import type { ExtensionFacts } from '../extension/facts.ts'
import type { Entry } from './manifest.ts'

export type Planned = Entry & { size: number; there?: Extension }

const slot = ({ baseName, os, arch }: { baseName: string; os: string; arch: string }) => `${baseName} ${os} ${arch}`

/** Adds to each entry the extension that is published with the same bytes and facts, if there is one. */
export async function plan(slipway: Slipway, app: string, entries: readonly Entry[]): Promise<Planned[]> {
  const good = entries.filter((entry) => entry.wrong === undefined)
  const revisions = new Set(good.map((entry) => entry.facts.appRevision as string))
  const published = new Map<string, Map<string, Extension>>()
  for (const revision of revisions) published.set(revision, await publishedFor(slipway, app, revision))
  const planned: Planned[] = []
  for (const entry of entries) {
    if (entry.wrong !== undefined) {
      planned.push({ ...entry, size: 0 })
      continue
    }
    const facts = entry.facts as ExtensionFacts
    const { size } = await stat(entry.path)
    const there = published.get(facts.appRevision)?.get(slot(facts))
    const same = there !== undefined && (await isSame(entry.path, size, facts, there))
    planned.push({ ...entry, size, ...(same && { there }) })
  }
  return planned
}

async function publishedFor(slipway: Slipway, app: string, revision: string): Promise<Map<string, Extension>> {
  const found = new Map<string, Extension>()
  try {
    for await (const extension of slipway.extensions.iterate(app, { release: revision, limit: 1000 })) {
      found.set(slot(extension), extension)
    }
  } catch (error) {
    // The first upload of the night makes the draft.
    if (!isProblem(error, 'release_not_found')) throw error
  }
  return found
}

async function isSame(path: string, size: number, facts: ExtensionFacts, there: Extension): Promise<boolean> {
  const { appRevision: _where, replace: _how, fileName = basename(path), contentType, ...rest } = facts
  const published = there as unknown as Record<string, unknown>
  if (there.file.size !== size || there.file.name !== fileName) return false
  if (contentType !== undefined && there.file.contentType !== contentType) return false
  if (Object.entries(rest).some(([name, value]) => published[name] !== value)) return false
  return (await sha256OfFile(path)) === there.file.sha256
}
