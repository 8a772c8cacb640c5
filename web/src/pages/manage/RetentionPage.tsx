/** Which drafts are kept: the rules, and at once what they would delete. */
import type { RetentionRules } from '@slipway/sdk'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery } from '../../api/queries.ts'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { retentionPreviewQuery, retentionQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { useDebounced } from '../../lib/useDebounced.ts'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { LongList } from '../../parts/Long.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import { sizeColumns } from './sizeColumns.ts'

const route = getRouteApi('/apps/$app/manage/retention')

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
    <TextField
      type="number"
      min={0}
      label={label}
      placeholder={ti('retention.noRule')}
      value={String(value ?? '')}
      error={error}
      onChange={(text) => onChange(text === '' ? null : Math.max(0, Math.floor(Number(text))))}
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
        <DataTable
          rows={data.deletes}
          keyOf={({ id }) => id}
          columns={[
            { name: ti('retention.draft'), cell: ({ revision }) => revision },
            { name: t('app.built'), cell: ({ createdAt }) => <When time={createdAt} /> },
            ...sizeColumns(),
          ]}
        />
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
