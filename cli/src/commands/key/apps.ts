import { isProblem, type Slipway } from '@slipway/sdk'

/** How the application that a key is limited to is called; its id when one may not know of it any more. */
export async function appName(slipway: Slipway, id: string | null): Promise<string | null> {
  if (id === null) return null
  return slipway.apps.get(id).then(
    ({ slug }) => slug,
    (error: unknown) => {
      if (isProblem(error)) return id
      throw error
    },
  )
}

/** The same for many, each application asked for once. */
export async function appNames(slipway: Slipway, ids: readonly (string | null)[]): Promise<Map<string | null, string>> {
  const different = [...new Set(ids)].filter((id) => id !== null)
  return new Map(await Promise.all(different.map(async (id) => [id, (await appName(slipway, id)) ?? id] as const)))
}
