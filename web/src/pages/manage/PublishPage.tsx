/** Publishing files: dropped or chosen, described as far as their names do, sent with a pause whenever one likes. */
import { IconCheck, IconPlayerPause, IconPlayerPlay, IconUpload, IconX } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { appQuery } from '../../api/queries.ts'
import { ChoiceField, TextField } from '../../inside/fields.tsx'
import { Inside, Row } from '../../inside/Inside.tsx'
import { ti } from '../../inside/texts/index.ts'
import { formatBytes } from '../../lib/format.ts'
import { osName } from '../../lib/platform.ts'
import { Button } from '../../parts/Button.tsx'
import { LongName } from '../../parts/LongName.tsx'
import { explain } from '../../parts/ProblemView.tsx'
import { t } from '../../texts/index.ts'
import type { Facts } from './guess.ts'
import css from './PublishPage.module.css'
import { isWhole, type Sending, useUploads } from './useUploads.ts'

const route = getRouteApi('/apps/$app/manage/')
const OSES = ['linux', 'win', 'macosx']

export function PublishPage() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const uploads = useUploads(slug, {
    package: app.applicationPackageNameTemplate,
    extension: app.extensionPackageNameTemplate,
  })
  const ready = uploads.items.filter(({ state, facts }) => state === 'ready' && isWhole(facts))
  const begun = uploads.items.some(({ state }) => state !== 'ready')
  const done = uploads.items.filter(({ state }) => state === 'done').length
  return (
    <Inside title={ti('publish.title')} intro={ti('publish.intro')}>
      <DropZone onFiles={uploads.add} />
      {uploads.items.length > 0 && (
        <>
          {uploads.items.filter(({ state }) => state === 'ready').length > 1 && (
            <ForAll
              describe={uploads.describeAll}
              extensions={uploads.items.some(({ facts }) => facts.kind === 'extension')}
            />
          )}
          <p role="status" className={css.status}>
            {begun && ti('publish.progress', { done, count: uploads.items.length })}
          </p>
          <ul className={css.items}>
            {uploads.items.map((item) => (
              <Item
                key={item.id}
                app={slug}
                item={item}
                describe={(facts) => uploads.describe(item.id, facts)}
                start={() => uploads.start(item.id)}
                pause={() => uploads.pause(item.id)}
                remove={() => uploads.remove(item.id)}
              />
            ))}
          </ul>
          <Row>
            <Button disabled={ready.length === 0} onClick={uploads.startAll}>
              {ti('publish.verb', { count: ready.length })}
            </Button>
          </Row>
        </>
      )}
    </Inside>
  )
}

function DropZone({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for pointers; the button does the same for all
    <div
      className={css.zone}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconUpload size={32} stroke={1.25} aria-hidden />
      <p>{ti('publish.drop')}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          onFiles(event.currentTarget.files ?? [])
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {ti('publish.choose')}
      </Button>
    </div>
  )
}

/** What is the same for a whole build need not be typed into each file. */
function ForAll({ describe, extensions }: { describe: (facts: Partial<Facts>) => void; extensions: boolean }) {
  const [facts, setFacts] = useState<Partial<Facts>>({})
  const written = Object.fromEntries(Object.entries(facts).filter(([, value]) => value.trim() !== ''))
  const field = (name: keyof Facts, label: string) => (
    <TextField
      size="xs"
      label={label}
      placeholder={ti('publish.unchanged')}
      value={facts[name] ?? ''}
      spellCheck={false}
      onChange={(value) => setFacts({ ...facts, [name]: value })}
    />
  )
  return (
    <form
      className={css.item}
      aria-labelledby="for-all"
      onSubmit={(event) => {
        event.preventDefault()
        describe(written)
        setFacts({})
      }}
    >
      <div>
        <h2 id="for-all" className={css.forAll}>
          {ti('publish.forAll')}
        </h2>
        <p className="quiet small">{ti('publish.forAllHint')}</p>
      </div>
      <div className={css.facts}>
        <ChoiceField
          size="xs"
          label={ti('publish.os')}
          value={facts.os ?? ''}
          onChange={(os) => setFacts({ ...facts, os })}
          data={[
            { value: '', label: ti('publish.unchanged') },
            ...OSES.map((value) => ({ value, label: osName(value) })),
          ]}
        />
        {field('arch', ti('publish.arch'))}
        {extensions && field('appRevision', t('detail.appRevision'))}
        {field('revision', t('app.revision'))}
        {field('version', t('detail.version'))}
      </div>
      <Row>
        <Button type="submit" size="xs" variant="default" disabled={Object.keys(written).length === 0}>
          {ti('publish.setForAll')}
        </Button>
      </Row>
    </form>
  )
}

type ItemProps = {
  app: string
  item: Sending
  describe: (facts: Partial<Facts>) => void
  start: () => void
  pause: () => void
  remove: () => void
}

function Item({ app, item, describe, start, pause, remove }: ItemProps) {
  const { file, facts, state, sent, error } = item
  const under = state === 'sending' || state === 'waiting'
  return (
    <li className={css.item} data-state={state}>
      <div className={css.itemHead}>
        <strong className={css.name}>
          <LongName name={file.name} />
        </strong>
        <span className="quiet small">{formatBytes(file.size)}</span>
        <Row>
          {under && (
            <Button size="xs" variant="default" leftSection={<IconPlayerPause size={14} aria-hidden />} onClick={pause}>
              {ti('publish.pause')}
            </Button>
          )}
          {(state === 'paused' || state === 'failed') && (
            <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={start}>
              {state === 'paused' ? ti('publish.resume') : t('problem.retry')}
            </Button>
          )}
          {!under && state !== 'done' && (
            <Button
              size="xs"
              variant="subtle"
              aria-label={`${ti('form.remove')}: ${file.name}`}
              leftSection={<IconX size={14} aria-hidden />}
              onClick={remove}
            >
              {ti('form.remove')}
            </Button>
          )}
        </Row>
      </div>
      {(under || state === 'paused') && (
        <div className={css.progress}>
          <progress aria-label={file.name} max={file.size || 1} value={sent} />
          <span className="quiet small">
            {ti(`publish.states.${state}`)}, {formatBytes(sent)}
          </span>
        </div>
      )}
      {state === 'failed' && (
        <p role="alert" className={css.failed}>
          {explain(error)}
        </p>
      )}
      {state === 'done' ? (
        <p className={css.done}>
          <IconCheck size={16} aria-hidden /> <Published app={app} item={item} />
        </p>
      ) : (
        <Describe facts={facts} fileName={file.name} disabled={under} describe={describe} />
      )}
    </li>
  )
}

function Published({ app, item: { facts, published = '' } }: { app: string; item: Sending }) {
  return facts.kind === 'package' ? (
    <Link to="/apps/$app/packages/$package" params={{ app, package: published }}>
      {ti('publish.see')}
    </Link>
  ) : (
    <Link to="/apps/$app/extensions/$name" params={{ app, name: published }}>
      {ti('publish.see')}
    </Link>
  )
}

function Describe({
  facts,
  fileName,
  disabled,
  describe,
}: {
  facts: Facts
  fileName: string
  disabled: boolean
  describe: (facts: Partial<Facts>) => void
}) {
  const field = (name: keyof Facts, label: string) => (
    <TextField
      size="xs"
      label={label}
      value={facts[name]}
      error={facts[name].trim() === '' && ti('publish.missing')}
      spellCheck={false}
      onChange={(value) => describe({ [name]: value })}
    />
  )
  const isExtension = facts.kind === 'extension'
  return (
    <fieldset className={css.facts} disabled={disabled}>
      <legend className="hidden-visually">{fileName}</legend>
      <ChoiceField
        size="xs"
        label={ti('publish.kind')}
        value={facts.kind}
        onChange={(kind) => describe({ kind })}
        data={[
          { value: 'package', label: ti('trash.kinds.package') },
          { value: 'extension', label: ti('trash.kinds.extension') },
        ]}
      />
      {field('baseName', ti('publish.baseName'))}
      <ChoiceField
        size="xs"
        label={ti('publish.os')}
        value={facts.os}
        error={facts.os === '' && ti('publish.missing')}
        onChange={(os) => describe({ os })}
        data={[{ value: '', label: '' }, ...OSES.map((value) => ({ value, label: osName(value) }))]}
      />
      {field('arch', ti('publish.arch'))}
      {isExtension && field('appRevision', t('detail.appRevision'))}
      {field('revision', isExtension ? t('detail.commit') : t('app.revision'))}
      {!isExtension && field('version', t('detail.version'))}
    </fieldset>
  )
}
