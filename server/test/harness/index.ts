/**
 * Tests talk to a real server on a real database:
 *
 * ```ts
 * for (const database of databases) {
 *   describe(`publishing on ${database.name}`, () => {
 *     it('refuses an uploader of another application', async () => {
 *       const { given, as } = await startServer({ database })
 *       const viewer = await given.app('Viewer')
 *       const editor = await given.app('Editor')
 *
 *       const answer = await as.uploader(viewer).putPackage({ app: editor.slug }, installerFacts(), 'bytes')
 *
 *       expect(answer).toMatchProblem('forbidden', { action: 'package.publish' })
 *     })
 *   })
 * }
 * ```
 *
 * The server closes with the test, and then must have left everything in order: see `order.ts`.
 */
import './matchers.ts'

export type { PostOffice } from '../post-office.ts'
export { administrator } from '../templates.ts'
export { Answer } from './answer.ts'
export type { Caller, RequestOptions } from './callers.ts'
export { databases, type OwnDatabase, type TestDatabase } from './databases.ts'
export {
  type ExtensionFacts,
  extensionFacts,
  type Given,
  type InstallerFacts,
  installerFacts,
  sha256,
  sha512,
  targets,
} from './given.ts'
export type { OperationId, Reply } from './operations.ts'
export type { AppRef, KeyOptions, People } from './people.ts'
export { openPostOffice } from './post-office.ts'
export { type StartOptions, startServer, type TestServer } from './server.ts'
