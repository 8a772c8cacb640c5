import type { Member } from '@slipway/sdk'
import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { time } from '../../output/format.ts'
import type { Output } from '../../output/output.ts'

export const listMembers = leaf('list', 'list who has which role in an application', ['member list slicer'])
  .addArgument(appArgument())
  .action(online(async ({ slipway, out }, app) => showMembers(out, await slipway.members.list(app))))

export function showMembers(out: Output, members: readonly Member[]): void {
  out.table(
    members,
    [
      { head: 'login', value: (member) => member.login },
      { head: 'name', value: (member) => member.name, gives: true },
      { head: 'role', value: (member) => member.role },
      { head: 'since', value: (member) => time(member.since) },
    ],
    'Nobody but the administrators.',
  )
}
