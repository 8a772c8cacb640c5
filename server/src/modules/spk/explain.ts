/** Why a device gets what it gets: every build of a package with the rule that accepted or refused it. */
import { firmwareString, versionString } from '@slipway/spk'
import type { Database } from '../../platform/db/index.ts'
import type { Actor } from '../access/index.ts'
import { type DeviceParameters, readDevice } from './device.ts'
import { spkNotFound } from './not-found.ts'
import type { ReferenceTables } from './reference.ts'
import { mayMaintain } from './rights.ts'
import { type Candidate, type Device, type Reason, reasons, refusedBecause, select } from './selection.ts'
import * as store from './store/index.ts'

export type ExplainedBuild = {
  build: string
  version: string
  firmware: string
  architectures: string[]
  outcome: 'chosen' | 'passed_over' | 'refused'
  rule: Reason | 'best' | 'a_better_one'
  because: string
}

type Named = Candidate & { id: string; text: string; firmware: string; codes: string[] }

/** Newest version first. Throws `spk_not_found`, `invalid_input`. */
export async function explain(
  { db, reference }: { db: Database; reference: ReferenceTables },
  actor: Actor,
  packageName: string,
  parameters: DeviceParameters,
): Promise<{ device: Device; builds: ExplainedBuild[] }> {
  const tables = await reference.all()
  const device = readDevice(parameters, tables)
  const owner = await store.findPackage(db.read, packageName)
  if (owner === undefined || (owner.pending === 1 && !(await mayMaintain(db.read, actor, owner.id)))) {
    throw spkNotFound({ package: packageName })
  }
  const versions = await store.versionsOf(db.read, [owner.id])
  const candidates: Named[] = []
  for (const version of versions) {
    const builds = await store.buildsOf(db.read, [version.id])
    const codes = await store.architecturesOf(
      db.read,
      builds.map((build) => build.id),
    )
    for (const build of builds) {
      const own = codes.filter((row) => row.build_id === build.id).map((row) => row.architecture)
      const min = tables.firmwares.get(build.firmware_min)
      candidates.push({
        id: build.id,
        text: versionString(version.upstream_version, version.version),
        firmware: min === undefined ? String(build.firmware_min) : firmwareString(min),
        codes: own,
        active: build.active === 1,
        architectures: new Set(own),
        min: build.firmware_min,
        max: build.firmware_max,
        minVersion: min?.version ?? '',
        version: { number: version.version, beta: version.beta === 1 },
      })
    }
  }
  const chosen = select(candidates, device)
  return { device, builds: candidates.map((candidate) => judge(candidate, device, chosen)) }
}

function judge(candidate: Named, device: Device, chosen: Named | undefined): ExplainedBuild {
  const facts = {
    build: candidate.id,
    version: candidate.text,
    firmware: candidate.firmware,
    architectures: candidate.codes,
  }
  if (candidate === chosen) {
    return { ...facts, outcome: 'chosen', rule: 'best', because: 'It is the best of the builds for this device.' }
  }
  const reason = refusedBecause(candidate, device)
  if (reason !== undefined) return { ...facts, outcome: 'refused', rule: reason, because: reasons[reason] }
  const because = `${chosen?.text} for ${chosen?.firmware} (${chosen?.codes.join(', ')}) is better.`
  return { ...facts, outcome: 'passed_over', rule: 'a_better_one', because }
}
