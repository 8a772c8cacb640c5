/** From a draft to a stable release, in steps: what it is called, what moves and what is missing, then the result. */
import type { PromotionPreview, ReleaseDetail } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { appQuery, releaseQuery } from '../../api/queries.ts'
import { Check, errorOf, Failure, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Part, Row } from '../../inside/Inside.tsx'
import { Mantine } from '../../inside/Mantine.tsx'
import { NotesField } from '../../inside/NotesField.tsx'
import { promotionQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { byPlatform, platformKey, platformName } from '../../lib/platform.ts'
import { Button } from '../../parts/Button.tsx'
import { LongList } from '../../parts/Long.tsx'
import { Notice } from '../../parts/Notice.tsx'
import numbers from '../../parts/Numbers.module.css'
import { Page } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import css from './PromotePage.module.css'

const route = getRouteApi('/apps/$app/drafts/$revision/promote')
const STEPS = ['name', 'contents', 'confirm'] as const
type Step = (typeof STEPS)[number]
/** Of a line of what is missing, about. */
const MISSING_PX = 28

export function PromotePage() {
  const { app: slug, revision } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const { data: preview } = useSuspenseQuery(promotionQuery(slug, revision))
  const { data: draft } = useSuspenseQuery(releaseQuery(slug, revision))
  const client = useQueryClient()
  const [step, setStep] = useState<Step>('name')
  const [name, setName] = useState('')
  const [description, setDescription] = useState(draft.description)
  const [isPublic, setPublic] = useState(draft.public)
  const promote = useMutation({
    mutationFn: () => slipway.releases.promote(slug, revision, { name: name.trim(), description, public: isPublic }),
    // A name that is taken is changed where names are.
    onError: () => setStep('name'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['apps', slug], refetchType: 'none' }),
  })
  const title = ti('promote.title', { app: app.name, revision: draft.name })
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = promote.isSuccess ? 'done' : step
  useEffect(() => {
    if (shown !== 'name') heading.current?.focus()
  }, [shown])
  return (
    <Page
      title={title}
      crumbs={[
        { text: t('site.apps'), to: '/apps' },
        { text: app.name, to: '/apps/$app', params: { app: slug } },
        { text: ti('releases.title'), to: '/apps/$app/manage/releases', params: { app: slug } },
      ]}
    >
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <Mantine>
        {promote.data !== undefined ? (
          <Result app={slug} release={promote.data} />
        ) : (
          <>
            <ol className={css.steps}>
              {STEPS.map((one) => (
                <li key={one} aria-current={one === step ? 'step' : undefined}>
                  <span>{ti(`promote.steps.${one}`)}</span>
                </li>
              ))}
            </ol>
            {step === 'name' && (
              <Form
                action={promote}
                verb={ti('form.next')}
                disabled={name.trim() === ''}
                onSend={() => setStep('contents')}
              >
                <TextField
                  label={ti('promote.name')}
                  description={ti('promote.nameHint')}
                  placeholder="5.8.1"
                  value={name}
                  error={errorOf(promote, 'name')}
                  onChange={setName}
                />
                <NotesField
                  app={slug}
                  value={description}
                  error={errorOf(promote, 'description')}
                  onChange={setDescription}
                />
                <Check
                  label={ti('apps.public')}
                  hint={ti('releases.publicHint')}
                  checked={isPublic}
                  onChange={setPublic}
                />
              </Form>
            )}
            {step === 'contents' && (
              <>
                <Contents app={slug} preview={preview} />
                <Row>
                  <Button onClick={() => setStep('confirm')} disabled={preview.moves.length === 0}>
                    {ti('form.next')}
                  </Button>
                  <Button variant="subtle" onClick={() => setStep('name')}>
                    {ti('form.back')}
                  </Button>
                </Row>
              </>
            )}
            {step === 'confirm' && (
              <>
                <Notice tone={preview.missing.length > 0 ? 'preview' : 'plain'} title={sums(name, preview)}>
                  <p>
                    {ti('promote.unchanged')}{' '}
                    {preview.missing.length > 0 &&
                      ti('promote.missingCount', {
                        count: preview.missing.length,
                        release: preview.comparedWith ?? '',
                      })}
                  </p>
                </Notice>
                <Failure action={promote} />
                <Row>
                  <Button loading={promote.isPending} onClick={() => promote.mutate()}>
                    {ti('promote.publish', { name: name.trim() })}
                  </Button>
                  <Button variant="subtle" onClick={() => setStep('contents')}>
                    {ti('form.back')}
                  </Button>
                </Row>
              </>
            )}
          </>
        )}
      </Mantine>
    </Page>
  )
}

const sums = (name: string, { packages, extensions, bytes }: PromotionPreview): string =>
  ti('promote.sums', {
    name: name.trim(),
    packages: ti('promote.installers', { count: packages }),
    extensions: ti('promote.extensions', { count: extensions }),
    size: formatBytes(bytes),
  })

function Contents({ app, preview }: { app: string; preview: PromotionPreview }) {
  const { comparedWith, missing, moves, packages, extensions, bytes, revision } = preview
  const platforms = new Map<string, { os: string; arch: string; packages: number; extensions: number }>()
  for (const { os, arch, kind } of moves) {
    const row = platforms.get(platformKey({ os, arch })) ?? { os, arch, packages: 0, extensions: 0 }
    row[kind === 'package' ? 'packages' : 'extensions'] += 1
    platforms.set(platformKey(row), row)
  }
  return (
    <>
      <Part title={ti('promote.moves')}>
        {moves.length === 0 && <Notice tone="bad" title={ti('promote.nothing')} />}
        <dl className={`${numbers.numbers} ${numbers.row}`}>
          {[
            { name: t('app.installers'), value: formatNumber(packages) },
            { name: t('app.extensions'), value: formatNumber(extensions) },
            { name: t('app.size'), value: formatBytes(bytes) },
          ].map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ul className={css.platforms}>
          {[...platforms.values()].sort(byPlatform).map((row) => (
            <li key={platformKey(row)}>
              <strong>{platformName(row)}</strong> {ti('promote.installers', { count: row.packages })},{' '}
              {ti('promote.extensions', { count: row.extensions })}
            </li>
          ))}
        </ul>
      </Part>
      {comparedWith !== null && (
        <Part title={ti('promote.missing', { release: comparedWith })}>
          {missing.length === 0 ? <p>{ti('promote.nothingMissing')}</p> : <Missing items={missing} />}
          <p className="small">
            <Link to="/apps/$app/compare" params={{ app }} search={{ from: comparedWith, to: revision }}>
              {ti('promote.compare', { release: comparedWith })}
            </Link>
          </p>
        </Part>
      )}
    </>
  )
}

type MissingBuild = PromotionPreview['missing'][number]

/** By name, each with the platforms it is missing for. There may be thousands: the list scrolls within its frame. */
function Missing({ items }: { items: readonly MissingBuild[] }) {
  const frame = useRef<HTMLDivElement>(null)
  const byName = new Map<string, MissingBuild[]>()
  for (const item of items) {
    const key = `${item.kind} ${item.baseName}`
    byName.set(key, [...(byName.get(key) ?? []), item])
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div ref={frame} className={css.frame} tabIndex={0}>
      <LongList
        name="missing"
        items={[...byName]}
        className={css.missing}
        frame={frame}
        itemHeight={MISSING_PX}
        keyOf={([key]) => key}
      >
        {([, builds]) => (
          <>
            {builds[0]?.baseName}{' '}
            <span className="quiet">{[...builds].sort(byPlatform).map(platformName).join(', ')}</span>
          </>
        )}
      </LongList>
    </div>
  )
}

function Result({ app, release }: { app: string; release: ReleaseDetail }) {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () => slipway.releases.undoPromotion(app, release.name),
    onSuccess: () => client.invalidateQueries({ queryKey: ['apps', app], refetchType: 'none' }),
  })
  if (undo.isSuccess) {
    return (
      <>
        <Notice tone="plain" title={ti('promote.undone', { name: release.name })} />
        <Row>
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/apps/$app/manage/releases" params={{ app }} />}
          >
            {ti('releases.title')}
          </Button>
        </Row>
      </>
    )
  }
  return (
    <>
      <Notice tone="plain" title={ti('promote.done', { name: release.name })}>
        <p>{ti('promote.doneWhat')}</p>
      </Notice>
      <Failure action={undo} />
      <Row>
        <Button
          renderRoot={(props) => (
            <Link {...props} to="/apps/$app/releases/$release" params={{ app, release: release.name }} />
          )}
        >
          {ti('releases.see')}
        </Button>
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {ti('promote.undo')}
        </Button>
      </Row>
    </>
  )
}
