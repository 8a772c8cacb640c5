/**
 * Once per run, before any test: a PostgreSQL cluster with the template that tests clone, its URL handed to the
 * workers as `inject('postgres')`. With SLIPWAY_TEST_DATABASES=sqlite there is none, and `null` says so.
 */
import type { TestProject } from 'vitest/node'
import { databasesToTest } from './databases-to-test.ts'
import { type PostgresCluster, startPostgres } from './postgres.ts'
import { prepareTemplates } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string | null
  }
}

/** Each vitest project runs this file by itself in the one main process, where they share the cluster. */
const shared = globalThis as { slipwayTestCluster?: { users: number; cluster: Promise<PostgresCluster> } }

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!databasesToTest().includes('postgres')) {
    project.provide('postgres', null)
    return undefined
  }
  shared.slipwayTestCluster ??= { users: 0, cluster: startPrepared() }
  const mine = shared.slipwayTestCluster
  mine.users += 1
  project.provide('postgres', (await mine.cluster).url)
  return async () => {
    mine.users -= 1
    if (mine.users > 0) return
    delete shared.slipwayTestCluster
    await (await mine.cluster).stop()
  }
}

async function startPrepared(): Promise<PostgresCluster> {
  const cluster = await startPostgres()
  await prepareTemplates(cluster.url)
  return cluster
}
