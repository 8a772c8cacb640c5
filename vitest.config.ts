import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** The tests of one workspace: beside the code, and in its `test` folder where they concern more than one file. */
const project = (name: string, needs: { databases?: boolean } = {}) => ({
  extends: true as const,
  test: {
    name,
    root: name,
    include: ['{src,test}/**/*.test.{ts,tsx}'],
    ...(needs.databases ? { globalSetup: new URL('./server/test/global-setup.ts', import.meta.url).pathname } : {}),
  },
})

export default defineConfig({
  test: {
    // Processes, because native modules and servers under test should not share one another's fate.
    pool: 'forks',
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    testTimeout: 15_000,
    hookTimeout: 30_000,
    projects: [
      project('contract'),
      project('spk'),
      project('sdk', { databases: true }),
      project('server', { databases: true }),
      project('cli', { databases: true }),
      project('web'),
    ],
  },
})
