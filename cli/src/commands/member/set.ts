import { Argument } from '@commander-js/extra-typings'
import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { showMembers } from './list.ts'

export const setMember = leaf('set', 'give somebody a role', ['member set slicer anna maintainer'])
  .addArgument(appArgument())
  .argument('<account>', 'login or id')
  .addArgument(
    new Argument('<role>', 'each may all that the ones before it may').choices([
      'reader',
      'uploader',
      'maintainer',
      'owner',
    ] as const),
  )
  .action(
    online(async ({ slipway, out }, app, account, role) => {
      const members = await slipway.members.set(app, account, role)
      out.note(`${account} is ${role} of ${app}.`)
      showMembers(out, members)
    }),
  )
