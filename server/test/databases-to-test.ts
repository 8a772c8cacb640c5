export type DatabaseName = 'sqlite' | 'postgres'

/** SLIPWAY_TEST_DATABASES: a list of `sqlite` and `postgres`; both when it is not set. */
export function databasesToTest(): DatabaseName[] {
  const chosen = process.env.SLIPWAY_TEST_DATABASES
  const all: readonly DatabaseName[] = ['sqlite', 'postgres']
  if (!chosen) return [...all]
  const named = chosen.split(',').map((name) => name.trim())
  return all.filter((name) => named.includes(name))
}
