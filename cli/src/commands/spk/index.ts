import { group } from '../../command.ts'
import { buildAction } from './act.ts'
import { explainSpk } from './explain.ts'
import { inspectSpk } from './inspect.ts'
import { lintSpkFile } from './lint.ts'
import { listSpk } from './list.ts'
import { packSpkFolder } from './pack.ts'
import { showSpk } from './show.ts'
import { uploadSpk } from './upload.ts'

export const spkCommands = () =>
  group('spk', 'Synology packages: check, pack, upload, activate', [
    inspectSpk,
    lintSpkFile,
    packSpkFolder,
    uploadSpk,
    listSpk,
    showSpk,
    explainSpk,
    buildAction('activate', 'offer builds to devices'),
    buildAction('deactivate', 'offer builds to devices no more'),
    buildAction('sign', 'sign builds, which takes a moment'),
    buildAction('unsign', 'take signatures out of inactive builds'),
    buildAction('reread', 'read everything that INFO says out of the archives again'),
    buildAction('delete', 'delete builds for good'),
  ])
