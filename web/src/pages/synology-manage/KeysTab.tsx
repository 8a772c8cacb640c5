/** The keys that packages are signed with: bring one in, choose the one that signs, let an old one go. */
import { FileButton } from '@mantine/core'
import type { SpkKey, SpkKeyList } from '@slipway/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { TextAreaField, TextField } from '../../inside/fields.tsx'
import { slipway } from '../../inside/slipway.ts'
import { Badge, type Tone } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Digest } from '../../parts/Digest.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Section } from '../../parts/Page.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { WhenExactly } from '../../parts/When.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'
import { useChange, useLooksLater } from './useChange.ts'

const keysQuery = queryOptions({
  queryKey: ['spk', 'keys'],
  queryFn: ({ signal }) => slipway.spk.listKeys({ signal }),
})

const tones: Record<SpkKey['state'], Tone> = { signs: 'good', trusted: 'stable', idle: 'plain', verifies: 'plain' }

export function KeysTab() {
  const { data, error } = useQuery(keysQuery)
  return (
    <>
      <Section title={tn('admin.keys')} hint={tn('keys.hint')}>
        <Failure error={error} />
        {data === undefined && error === null && <WaitingRows count={3} />}
        {data !== undefined && (data.items.length === 0 ? <Empty>{tn('keys.none')}</Empty> : <Ring of={data} />)}
      </Section>
      {data !== undefined && <NewKey />}
    </>
  )
}

function Ring({ of: { items, unknown, fixed, stamps } }: { of: SpkKeyList }) {
  const choose = useChange((key: string) => slipway.spk.signWith(key))
  const retire = useChange((key: string) => slipway.spk.retireKey(key))
  const lookLater = useLooksLater()
  const anew = useChange(() => slipway.spk.signAnew(), lookLater)
  const signs = items.find(({ state }) => state === 'signs')
  const verifies = items.some(({ state }) => state === 'verifies')
  const byOthers =
    unknown + items.reduce((sum, key) => sum + (key.fingerprint === signs?.fingerprint ? 0 : key.activeBuilds), 0)
  return (
    <>
      {signs === undefined && <Notice tone="preview" title={tn('keys.noneSigns')} />}
      {stamps && !verifies && <Notice tone="preview" title={tn('keys.noStampKey')} />}
      {fixed && <Notice tone="plain" title={tn('keys.fixed')} />}
      <DataTable
        rows={items}
        keyOf={({ fingerprint }) => fingerprint}
        columns={[
          {
            name: tn('keys.key'),
            cell: ({ name, fingerprint }) => (
              <div>
                {name}
                <br />
                <Digest digest={fingerprint} name={tn('keys.fingerprint')} />
              </div>
            ),
          },
          {
            name: tn('keys.state'),
            cell: ({ usable, state }) => (
              <Badge tone={usable ? tones[state] : 'bad'}>{tn(usable ? `keys.${state}` : 'keys.unusable')}</Badge>
            ),
          },
          { name: tn('keys.kind'), cell: ({ algorithm }) => algorithm },
          { name: tn('keys.since'), cell: ({ createdAt }) => <WhenExactly time={createdAt} /> },
          { name: tn('keys.builds'), number: true, cell: ({ activeBuilds }) => activeBuilds },
        ]}
        actions={({ name, fingerprint, state, usable }) => (
          <div className={css.bar}>
            {(state === 'trusted' || state === 'idle') && usable && !fixed && (
              <Button
                size="xs"
                variant="default"
                loading={choose.isPending && choose.variables === fingerprint}
                onClick={() => choose.mutate(fingerprint)}
              >
                {tn('keys.use')} <span className="hidden-visually">{name}</span>
              </Button>
            )}
            {state === 'trusted' && (
              <Button
                size="xs"
                variant="default"
                loading={retire.isPending && retire.variables === fingerprint}
                onClick={() => retire.mutate(fingerprint)}
              >
                {tn('keys.retire')} <span className="hidden-visually">{name}</span>
              </Button>
            )}
          </div>
        )}
      />
      <Failure error={choose.error ?? retire.error ?? anew.error} />
      {signs !== undefined && byOthers > 0 && (
        <div className={css.bar}>
          <span className="small quiet">{tn('keys.byOthers', { count: byOthers })}</span>
          <Button size="xs" variant="default" loading={anew.isPending} onClick={() => anew.mutate(undefined)}>
            {tn('keys.signAnew')}
          </Button>
        </div>
      )}
      <p role="status" className="small">
        {anew.data !== undefined && tn('keys.signing', { count: anew.data })}
      </p>
    </>
  )
}

function NewKey() {
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const add = useChange(
    () => slipway.spk.importKey(text),
    () => setText(''),
  )
  const make = useChange(
    () => slipway.spk.createKey(name.trim()),
    () => setName(''),
  )
  const onImport = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') add.mutate(undefined)
  }
  const onMake = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') make.mutate(undefined)
  }
  return (
    <>
      <Section title={tn('keys.import')} hint={tn('keys.importHint')}>
        <form className={css.form} onSubmit={onImport}>
          <Failure error={add.error} />
          <TextAreaField
            label={tn('keys.armoured')}
            description={tn('keys.armouredHint')}
            classNames={{ input: css.mono }}
            rows={6}
            spellCheck={false}
            value={text}
            onChange={setText}
          />
          <div className={css.bar}>
            <Button type="submit" loading={add.isPending}>
              {tn('keys.import')}
            </Button>
            <FileButton accept=".asc,.gpg,.txt" onChange={async (file) => file !== null && setText(await file.text())}>
              {(props) => (
                <Button {...props} variant="default">
                  {tn('keys.file')}
                </Button>
              )}
            </FileButton>
          </div>
        </form>
      </Section>
      <Section title={tn('keys.make')} hint={tn('keys.makeHint')}>
        <form className={css.form} onSubmit={onMake}>
          <Failure error={make.error} />
          <TextField label={tn('keys.name')} description={tn('keys.nameHint')} value={name} onChange={setName} />
          <Button type="submit" variant="default" loading={make.isPending}>
            {tn('keys.make')}
          </Button>
        </form>
      </Section>
    </>
  )
}
