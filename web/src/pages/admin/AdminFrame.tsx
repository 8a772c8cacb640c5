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
import { useInfiniteQuery } from '@tanstack/react-query'
import { waitingQuery } from '../../inside/queries.ts'
import { Rail } from '../../inside/Rail.tsx'
import { ti } from '../../inside/texts/index.ts'
import { Badge } from '../../parts/Badge.tsx'

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const

export function AdminFrame() {
  const { data, hasNextPage } = useInfiniteQuery(waitingQuery)
  const waiting = data?.pages.flatMap((page) => page.items).length ?? 0
  return (
    <Rail
      label={ti('admin.title')}
      title={ti('admin.title')}
      stops={[
        {
          text: ti('people.title'),
          icon: <IconUsers {...icon} />,
          to: { to: '/admin/people' },
          mark: waiting > 0 && (
            <Badge tone="preview">
              {`${waiting}${hasNextPage ? '+' : ''}`} <span className="hidden-visually">{ti('people.wait')}</span>
            </Badge>
          ),
        },
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
