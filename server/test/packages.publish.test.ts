import { describe, expect, it } from 'vitest'
import { databases, installerFacts, startServer } from './harness/index.ts'

for (const database of databases) {
  describe(`publishing on ${database.name}`, () => {
    it('refuses an uploader of another application', async () => {
      const { given, as } = await startServer({ database })
      const viewer = await given.app('Viewer')
      const editor = await given.app('Editor')

      const answer = await as.uploader(viewer).putPackage({ app: editor.slug }, installerFacts(), 'bytes')

      expect(answer).toMatchProblem('forbidden', { action: 'package.publish' })
    })
  })
}
