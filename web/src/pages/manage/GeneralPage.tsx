/** Facts of an application, and its end. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery } from '../../api/queries.ts'
import { AppForm } from '../../inside/AppForm.tsx'
import { DeleteWithPreview } from '../../inside/DeleteWithPreview.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'

const route = getRouteApi('/apps/$app/manage/general')

export function GeneralPage() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const client = useQueryClient()
  const navigate = useNavigate()
  const [deleting, setDeleting] = useState(false)
  return (
    <Inside title={ti('general.title')}>
      <AppForm
        key={app.id}
        app={app}
        onSaved={async (saved) => {
          client.setQueryData(appQuery(saved.slug).queryKey, (known) => known && { ...known, ...saved })
          await client.invalidateQueries({ queryKey: ['apps'] })
          if (saved.slug !== slug) navigate({ to: '/apps/$app/manage/general', params: { app: saved.slug } })
        }}
      />
      {app.permissions.includes('app.delete') && (
        <Part danger title={ti('general.delete')} hint={ti('general.deleteWhat')}>
          <Row>
            <Button variant="default" onClick={() => setDeleting(true)}>
              {ti('general.delete')}
            </Button>
          </Row>
        </Part>
      )}
      {deleting && (
        <DeleteWithPreview
          title={ti('general.deleteTitle', { app: app.name })}
          verb={ti('general.delete')}
          preview={() => slipway.apps.previewDeletion(slug)}
          act={() => slipway.apps.delete(slug)}
          onDone={async () => {
            await navigate({ to: '/apps' })
            client.invalidateQueries({ queryKey: ['apps'] })
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </Inside>
  )
}
