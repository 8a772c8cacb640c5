/** Asks before something goes, and says what goes with it and until when it can come back. */
import type { DeletionPreview } from '@slipway/sdk'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { formatBytes, formatExact, formatNumber } from '../lib/format.ts'
import { Fact, Facts } from '../parts/Facts.tsx'
import { explain } from '../parts/ProblemView.tsx'
import { Confirm } from './Modal.tsx'
import { ti } from './texts/index.ts'

export function DeleteWithPreview({
  preview,
  ...confirm
}: {
  title: string
  verb: string
  preview: () => Promise<DeletionPreview>
  act: () => Promise<unknown>
  onDone: () => void
  onClose: () => void
}) {
  const id = useId()
  const { data, error } = useQuery({ queryKey: ['deletion', id], queryFn: preview, gcTime: 0 })
  return (
    <Confirm {...confirm}>
      {error !== null && <p>{explain(error)}</p>}
      {data !== undefined && (
        <>
          <p>{ti('deletion.what')}</p>
          <Facts>
            <Fact name={ti('deletion.releases')}>{count(data.releases)}</Fact>
            <Fact name={ti('deletion.drafts')}>{count(data.drafts)}</Fact>
            <Fact name={ti('deletion.packages')}>{count(data.packages)}</Fact>
            <Fact name={ti('deletion.extensions')}>{count(data.extensions)}</Fact>
            <Fact name={ti('storage.bytes')}>{formatBytes(data.bytes)}</Fact>
          </Facts>
          {data.restorableUntil !== null && (
            <p className="small">{ti('deletion.until', { time: formatExact(data.restorableUntil) })}</p>
          )}
        </>
      )}
    </Confirm>
  )
}

/** null: there are none, and nothing needs saying */
const count = (several: number): string | null => (several === 0 ? null : formatNumber(several))
