import { group } from '../../command.ts'
import { listMembers } from './list.ts'
import { removeMember } from './remove.ts'
import { setMember } from './set.ts'

export const memberCommands = () =>
  group('member', 'who has which role in an application', [listMembers, setMember, removeMember])
