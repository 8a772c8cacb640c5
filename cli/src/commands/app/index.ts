import { group } from '../../command.ts'
import { createApp } from './create.ts'
import { deleteApp } from './delete.ts'
import { listApps } from './list.ts'
import { restoreApp } from './restore.ts'
import { showApp } from './show.ts'
import { updateApp } from './update.ts'

export const appCommands = () =>
  group('app', 'applications', [createApp, listApps, showApp, updateApp, deleteApp, restoreApp])
