/** Looking after one application; only what one may do is offered. */
import type { App } from '@slipway/sdk'
import { IconAdjustments, IconClockX, IconPackages, IconTrash, IconUpload, IconUsers } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery } from '../../api/queries.ts'
import { Rail, type Stop } from '../../inside/Rail.tsx'
import { ti } from '../../inside/texts/index.ts'
import { t } from '../../texts/index.ts'

const route = getRouteApi('/apps/$app/manage')
const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const

export function ManageFrame() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  return (
    <Rail
      label={ti('manage.of', { app: app.name })}
      title={app.name}
      crumbs={[
        { text: t('site.apps'), to: '/apps' },
        { text: app.name, to: '/apps/$app', params: { app: slug } },
      ]}
      stops={stopsOf(app)}
    />
  )
}

function stopsOf({ slug, permissions }: App): Stop[] {
  const params = { app: slug }
  const all: [App['permissions'][number], Stop][] = [
    [
      'package.publish',
      {
        text: ti('publish.title'),
        icon: <IconUpload {...icon} />,
        to: { to: '/apps/$app/manage', params },
        exact: true,
      },
    ],
    [
      'release.update',
      {
        text: ti('releases.title'),
        icon: <IconPackages {...icon} />,
        to: { to: '/apps/$app/manage/releases', params },
      },
    ],
    [
      'member.read',
      { text: ti('members.title'), icon: <IconUsers {...icon} />, to: { to: '/apps/$app/manage/members', params } },
    ],
    [
      'retention.read',
      {
        text: ti('retention.title'),
        icon: <IconClockX {...icon} />,
        to: { to: '/apps/$app/manage/retention', params },
      },
    ],
    [
      'trash.read',
      { text: ti('trash.title'), icon: <IconTrash {...icon} />, to: { to: '/apps/$app/manage/trash', params } },
    ],
    [
      'app.update',
      {
        text: ti('general.title'),
        icon: <IconAdjustments {...icon} />,
        to: { to: '/apps/$app/manage/general', params },
      },
    ],
  ]
  return all.filter(([action]) => permissions.includes(action)).map(([, stop]) => stop)
}
