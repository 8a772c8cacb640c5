import { group } from '../../command.ts'
import { deleteDraft } from '../release/delete.ts'
import { showDraft } from '../release/show.ts'
import { cleanDrafts } from './clean.ts'
import { draftDuplicates } from './duplicates.ts'
import { listDrafts } from './list.ts'
import { pinDraft, unpinDraft } from './pin.ts'
import { draftRules } from './rules.ts'

export const draftCommands = () =>
  group('draft', 'drafts: states that are not released yet, named by their revision', [
    listDrafts,
    showDraft(),
    pinDraft(),
    unpinDraft(),
    draftRules,
    cleanDrafts,
    draftDuplicates,
    deleteDraft(),
  ])
