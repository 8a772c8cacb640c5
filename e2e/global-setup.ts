import { fillCatalogue } from './catalogue.ts'
import { administrator } from './people.ts'
import { startServer } from './server.ts'

/** One server for all tests: they look at its catalogue, and change only what belongs to them. */
export default async function setUp(): Promise<() => Promise<void>> {
  const { SLIPWAY_E2E_DATABASE } = process.env
  const server = await startServer({
    SLIPWAY_ADMIN_LOGIN: administrator.login,
    SLIPWAY_ADMIN_PASSWORD: administrator.password,
    SLIPWAY_ADMIN_API_KEY: administrator.key,
    ...(SLIPWAY_E2E_DATABASE !== undefined && { SLIPWAY_DATABASE: SLIPWAY_E2E_DATABASE }),
  })
  process.env.SLIPWAY_E2E_URL = server.url
  try {
    process.env.SLIPWAY_E2E_CATALOGUE = JSON.stringify(await fillCatalogue(server.url))
  } catch (error) {
    await server.stop()
    throw error
  }
  return server.stop
}
