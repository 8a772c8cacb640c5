/** Administration of the site. */
import {
  IconActivity,
  IconApps,
  IconDatabase,
  IconHistory,
  IconListCheck,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import { Rail } from '../../inside/Rail.tsx'
import { ti } from '../../inside/texts/index.ts'

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const

export function AdminFrame() {
  return (
    <Rail
      label={ti('admin.title')}
      title={ti('admin.title')}
      stops={[
        { text: ti('people.title'), icon: <IconUsers {...icon} />, to: { to: '/admin/people' } },
        { text: ti('apps.title'), icon: <IconApps {...icon} />, to: { to: '/admin/apps' } },
        { text: ti('storage.title'), icon: <IconDatabase {...icon} />, to: { to: '/admin/storage' } },
        { text: ti('jobs.title'), icon: <IconListCheck {...icon} />, to: { to: '/admin/jobs' } },
        { text: ti('audit.title'), icon: <IconHistory {...icon} />, to: { to: '/admin/audit' } },
        { text: ti('settings.title'), icon: <IconSettings {...icon} />, to: { to: '/admin/settings' } },
        { text: ti('health.title'), icon: <IconActivity {...icon} />, to: { to: '/admin/health' } },
      ]}
    />
  )
}
