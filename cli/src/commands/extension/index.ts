import { group } from '../../command.ts'
import { deleteItem } from '../item/delete.ts'
import { downloadItem } from '../item/download.ts'
import { listItems } from '../item/list.ts'
import { showItem } from '../item/show.ts'
import { unyankItem, yankItem } from '../item/yank.ts'
import { uploadExtension } from './upload.ts'

export const extensionCommands = () =>
  group('extension', 'extensions, each built against one application revision', [
    uploadExtension,
    listItems('extension'),
    showItem('extension'),
    downloadItem('extension'),
    yankItem('extension'),
    unyankItem('extension'),
    deleteItem('extension'),
  ])
