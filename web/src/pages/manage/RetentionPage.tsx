/** Which drafts are kept: the rules, and at once what they would delete. */
import { TextInput } from '@mantine/core'
import type { RetentionRules } from '@slipway/sdk'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery } from '../../api/queries.ts'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { retentionPreviewQuery, retentionQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { useDebounced } from '../../lib/useDebounced.ts'
import { Button } from '../../parts/Button.tsx'
import { LongList, LongTable } from '../../parts/Long.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'

const route = getRouteApi('/apps/$app/manage/retention')
/** More than anybody reads; the sums say the rest. */

export function RetentionPage() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const { data: kept } = useSuspenseQuery(retentionQuery(slug))
  const client = useQueryClient()
  const [rules, setRules] = useState(kept)
  const [running, setRunning] = useState(false)
  const save = useMutation({
    mutationFn: () => slipway.retention.set(slug, rules),
    onSuccess: (saved) => client.setQueryData(retentionQuery(slug).queryKey, saved),
  })
  const { data: now } = useQuery(retentionPreviewQuery(slug, kept))
  const unsaved = JSON.stringify(rules) !== JSON.stringify(kept)
  const mayChange = app.permissions.includes('retention.manage')
  return (
    <Inside title={ti('retention.title')} intro={ti('retention.intro')}>
      <Form
        action={save}
        verb={ti('retention.save')}
        done={unsaved ? undefined : ti('form.saved')}
        disabled={!mayChange}
        onSend={() => save.mutate()}
      >
        <Check
          label={ti('retention.enabled')}
          checked={rules.enabled}
          onChange={(enabled) => setRules({ ...rules, enabled })}
        />
        <Count
          label={ti('retention.keepLast')}
          value={rules.keepLast}
          error={errorOf(save, 'keepLast')}
          onChange={(keepLast) => setRules({ ...rules, keepLast })}
        />
        <Count
          label={ti('retention.keepDays')}
          value={rules.keepDays}
          error={errorOf(save, 'keepDays')}
          onChange={(keepDays) => setRules({ ...rules, keepDays })}
        />
        <Check
          label={ti('retention.keepMonthly')}
          checked={rules.keepMonthly}
          onChange={(keepMonthly) => setRules({ ...rules, keepMonthly })}
        />
        <Count
          label={ti('retention.keepReplaced')}
          value={rules.keepReplacedDays}
          error={errorOf(save, 'keepReplacedDays')}
          onChange={(days) => setRules({ ...rules, keepReplacedDays: days ?? 0 })}
        />
      </Form>
      <Preview app={slug} rules={rules} />
      {mayChange && (
        <Part
          danger
          title={ti('retention.run')}
          hint={
            unsaved
              ? ti('retention.saveFirst')
              : now?.deletes.length === 0
                ? ti('retention.nothingNow')
                : ti('retention.runWhat')
          }
        >
          <Row>
            <Button
              variant="default"
              disabled={unsaved || now === undefined || now.deletes.length === 0}
              onClick={() => setRunning(true)}
            >
              {ti('retention.run')}
            </Button>
          </Row>
        </Part>
      )}
      {running && <RunNow app={slug} rules={kept} onClose={() => setRunning(false)} />}
    </Inside>
  )
}

function RunNow({ app, rules, onClose }: { app: string; rules: RetentionRules; onClose: () => void }) {
  const client = useQueryClient()
  const { data } = useQuery(retentionPreviewQuery(app, rules))
  return (
    <Confirm
      title={ti('retention.runTitle')}
      verb={ti('retention.run')}
      act={() => slipway.retention.run(app)}
      onDone={() => client.invalidateQueries({ queryKey: ['apps', app] })}
      onClose={onClose}
    >
      <p>
        {data !== undefined && ti('retention.deletes', { count: data.deletes.length, size: formatBytes(data.bytes) })}{' '}
        {ti('retention.toTrash')}
      </p>
    </Confirm>
  )
}

/** A number, or nothing for no such rule. */
function Count({
  label,
  value,
  error,
  onChange,
}: {
  label: string
  value: number | null
  error: string | undefined
  onChange: (value: number | null) => void
}) {
  return (
    <TextInput
      type="number"
      min={0}
      label={label}
      placeholder={ti('retention.noRule')}
      value={value ?? ''}
      error={error}
      onChange={(event) => {
        const text = event.currentTarget.value
        onChange(text === '' ? null : Math.max(0, Math.floor(Number(text))))
      }}
    />
  )
}

function Preview({ app, rules }: { app: string; rules: RetentionRules }) {
  const shown = useDebounced(rules, 250)
  const { data, error, refetch } = useQuery(retentionPreviewQuery(app, shown))
  if (error !== null) return <PartProblem title={ti('retention.preview')} error={error} retry={refetch} />
  if (data === undefined) return null
  return (
    <Part title={ti('retention.preview')}>
      <p role="status">
        {data.deletes.length === 0
          ? ti('retention.deletesNothing', { kept: formatNumber(data.keeps.length) })
          : ti('retention.deletes', { count: data.deletes.length, size: formatBytes(data.bytes) })}
      </p>
      {data.deletes.length > 0 && (
        <LongTable
          name="deletes"
          items={data.deletes}
          head={
            <tr>
              <th scope="col">{ti('retention.draft')}</th>
              <th scope="col">{t('app.built')}</th>
              <th scope="col" className={table.number}>
                {t('app.installers')}
              </th>
              <th scope="col" className={table.number}>
                {t('app.extensions')}
              </th>
              <th scope="col" className={table.number}>
                {t('app.size')}
              </th>
            </tr>
          }
        >
          {(draft, row) => (
            <tr key={draft.id} {...row}>
              <th scope="row">{draft.revision}</th>
              <td data-name={t('app.built')}>
                <When time={draft.createdAt} />
              </td>
              <td data-name={t('app.installers')} className={table.number}>
                {draft.packages}
              </td>
              <td data-name={t('app.extensions')} className={table.number}>
                {draft.extensions}
              </td>
              <td data-name={t('app.size')} className={table.number}>
                {formatBytes(draft.bytes)}
              </td>
            </tr>
          )}
        </LongTable>
      )}
      {data.keeps.length > 0 && (
        <details>
          <summary>{ti('retention.keeps', { count: data.keeps.length })}</summary>
          <LongList name="keeps" items={data.keeps} className={undefined} keyOf={({ id }) => id}>
            {(draft) => (
              <>
                {draft.revision} <span className="quiet">{ti(`retention.why.${draft.why}`)}</span>
              </>
            )}
          </LongList>
        </details>
      )}
    </Part>
  )
}
