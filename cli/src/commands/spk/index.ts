import { group } from '../../command.ts'
import { buildAction } from './act.ts'
import { listSpkBuilds } from './builds.ts'
import { explainSpk } from './explain.ts'
import { inspectSpk } from './inspect.ts'
import { lintSpkFile } from './lint.ts'
import { listSpk } from './list.ts'
import { packSpkFolder } from './pack.ts'
import { showSpk } from './show.ts'
import { statsSpk } from './stats.ts'
import { uploadSpk } from './upload.ts'

export const spkCommands = () =>
  group('spk', 'Synology packages: check, pack, upload, activate', [
    inspectSpk,
    lintSpkFile,
    packSpkFolder,
    uploadSpk,
    listSpk,
    showSpk,
    listSpkBuilds,
    explainSpk,
    statsSpk,
    buildAction('activate', 'offer builds to devices'),
    buildAction('deactivate', 'offer builds to devices no more'),
    buildAction('sign', 'sign builds, which takes a moment'),
    buildAction('unsign', 'take signatures out of inactive builds'),
    buildAction('verify', 'look whether the signatures of builds are good, and whose they are'),
    buildAction('reread', 'read everything that INFO says out of the archives again'),
    buildAction('delete', 'delete builds for good'),
  ])
