/** To where one looks after an application, for those who may. */
import type { App } from '@slipway/sdk'
import { IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { t } from '../texts/index.ts'
import { Button } from './Button.tsx'

export function ManageLink({ app, release }: { app: App; release?: string }) {
  if (release !== undefined) {
    if (!app.permissions.includes('release.update')) return null
    return (
      <Button
        variant="default"
        leftSection={<IconSettings size={16} stroke={1.75} aria-hidden />}
        renderRoot={(props) => (
          <Link {...props} to="/apps/$app/manage/releases/$release" params={{ app: app.slug, release }} />
        )}
      >
        {t('site.manage')}
      </Button>
    )
  }
  if (!app.permissions.includes('package.publish')) return null
  return (
    <Button
      variant="default"
      leftSection={<IconSettings size={16} stroke={1.75} aria-hidden />}
      renderRoot={(props) => <Link {...props} to="/apps/$app/manage" params={{ app: app.slug }} />}
    >
      {t('site.manage')}
    </Button>
  )
}
