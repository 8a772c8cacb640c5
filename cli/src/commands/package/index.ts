import { group } from '../../command.ts'
import { deleteItem } from '../item/delete.ts'
import { downloadItem } from '../item/download.ts'
import { listItems } from '../item/list.ts'
import { showItem } from '../item/show.ts'
import { unyankItem, yankItem } from '../item/yank.ts'
import { uploadPackage } from './upload.ts'

export const packageCommands = () =>
  group('package', 'application packages: installers for one os and arch', [
    uploadPackage,
    listItems('package'),
    showItem('package'),
    downloadItem('package'),
    yankItem('package'),
    unyankItem('package'),
    deleteItem('package'),
  ])
