import { confirm } from '../../ask.ts'
import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'

export const removeMember = leaf('remove', 'take somebody’s role away', ['member remove slicer anna --yes'])
  .addArgument(appArgument())
  .argument('<account>', 'login or id')
  .option('--dry-run', 'only say what would happen')
  .option('-y, --yes', 'do not ask')
  .action(
    online(async ({ slipway, out }, app, account, { dryRun, yes }) => {
      const { login, role } = await slipway.members.get(app, account)
      if (dryRun) return out.result({ app, account, role }, `Would take the role ${role} of ${login} in ${app} away.`)
      if (!(await confirm(out, `Take the role ${role} of ${login} in ${app} away?`, yes))) return
      await slipway.members.remove(app, account)
      out.result({ app, account, role }, `${login} has no role in ${app} any more.`)
    }),
  )
