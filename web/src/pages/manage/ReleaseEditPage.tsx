/** One release or draft: its name, notes and visibility; taking a promotion back; its end. */
import type { ReleaseDetail } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery, releaseQuery } from '../../api/queries.ts'
import { DeleteWithPreview } from '../../inside/DeleteWithPreview.tsx'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { NotesField } from '../../inside/NotesField.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { t } from '../../texts/index.ts'

const route = getRouteApi('/apps/$app/manage/releases/$release')

export function ReleaseEditPage() {
  const { app: slug, release: reference } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const { data: release } = useSuspenseQuery(releaseQuery(slug, reference))
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'delete' | 'undo' | undefined>()
  const close = () => setAsking(undefined)
  const draft = release.stage === 'draft'
  const back = async () => {
    await navigate({ to: '/apps/$app/manage/releases', params: { app: slug } })
    client.invalidateQueries({ queryKey: ['apps', slug] })
  }
  return (
    <Inside
      title={release.name}
      intro={
        <>
          <StageBadge stage={release.stage} /> {t('app.revision')} <span className="mono">{release.revision}</span>
        </>
      }
      action={
        <Row>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link {...props} to="/apps/$app/releases/$release" params={{ app: slug, release: release.name }} />
            )}
          >
            {ti('releases.see')}
          </Button>
          {draft && app.permissions.includes('release.promote') && (
            <Button
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/apps/$app/drafts/$revision/promote"
                  params={{ app: slug, revision: release.name }}
                />
              )}
            >
              {ti('promote.verb')}
            </Button>
          )}
        </Row>
      }
    >
      <ReleaseForm
        key={release.id}
        release={release}
        onSaved={async (saved) => {
          client.setQueryData(releaseQuery(slug, saved.name).queryKey, saved)
          await client.invalidateQueries({ queryKey: ['apps', slug] })
          if (saved.name !== reference) {
            navigate({ to: '/apps/$app/manage/releases/$release', params: { app: slug, release: saved.name } })
          }
        }}
      />
      {!draft && release.promotedFrom !== null && app.permissions.includes('release.promote') && (
        <Part title={ti('promote.undo')} hint={ti('promote.undoWhat', { revision: release.promotedFrom })}>
          <Row>
            <Button variant="default" onClick={() => setAsking('undo')}>
              {ti('promote.undo')}
            </Button>
          </Row>
        </Part>
      )}
      {app.permissions.includes('release.delete') && (
        <Part danger title={ti('releases.delete')} hint={ti('releases.deleteWhat')}>
          <Row>
            <Button variant="default" onClick={() => setAsking('delete')}>
              {ti('releases.delete')}
            </Button>
          </Row>
        </Part>
      )}
      {asking === 'undo' && (
        <Confirm
          title={ti('promote.undoTitle', { name: release.name })}
          verb={ti('promote.undo')}
          act={() => slipway.releases.undoPromotion(slug, release.name)}
          onDone={back}
          onClose={close}
        >
          <p>{ti('promote.undoWhat', { revision: release.promotedFrom ?? '' })}</p>
        </Confirm>
      )}
      {asking === 'delete' && (
        <DeleteWithPreview
          title={ti('releases.deleteTitle', { name: release.name })}
          verb={ti('form.delete')}
          preview={() => slipway.releases.previewDeletion(slug, release.id)}
          act={() => slipway.releases.delete(slug, release.id)}
          onDone={back}
          onClose={close}
        />
      )}
    </Inside>
  )
}

function ReleaseForm({ release, onSaved }: { release: ReleaseDetail; onSaved: (saved: ReleaseDetail) => void }) {
  const draft = release.stage === 'draft'
  const [name, setName] = useState(release.name)
  const [description, setDescription] = useState(release.description)
  const [isPublic, setPublic] = useState(release.public)
  const action = useMutation({
    mutationFn: () =>
      slipway.releases.update(release.app, release.id, {
        name: draft ? undefined : name.trim(),
        description,
        public: isPublic,
      }),
    onSuccess: onSaved,
  })
  return (
    <Form action={action} verb={ti('form.save')} done={ti('form.saved')} onSend={() => action.mutate()}>
      {!draft && (
        <TextField label={ti('account.name')} value={name} error={errorOf(action, 'name')} onChange={setName} />
      )}
      <NotesField
        app={release.app}
        value={description}
        error={errorOf(action, 'description')}
        onChange={setDescription}
      />
      <Check label={ti('apps.public')} hint={ti('releases.publicHint')} checked={isPublic} onChange={setPublic} />
    </Form>
  )
}
