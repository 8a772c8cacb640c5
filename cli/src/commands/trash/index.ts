import { group } from '../../command.ts'
import { listTrash } from './list.ts'
import { restoreFromTrash } from './restore.ts'

export const trashCommands = () =>
  group('trash', 'what was deleted and can still come back', [listTrash, restoreFromTrash])
