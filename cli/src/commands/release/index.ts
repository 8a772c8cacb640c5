import { group } from '../../command.ts'
import { createRelease } from './create.ts'
import { deleteRelease } from './delete.ts'
import { listReleases } from './list.ts'
import { promoteRelease } from './promote.ts'
import { showRelease } from './show.ts'
import { undoRelease } from './undo.ts'
import { updateRelease } from './update.ts'

export const releaseCommands = () =>
  group('release', 'stable releases', [
    createRelease,
    listReleases,
    showRelease(),
    updateRelease,
    promoteRelease,
    undoRelease,
    deleteRelease(),
  ])
