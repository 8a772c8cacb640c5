import { Notice } from '../../parts/Notice.tsx'
import { explain, RequestId } from '../../parts/ProblemView.tsx'

/** Why a change was refused. */
export function Failure({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null
  return (
    <div role="alert">
      <Notice tone="bad" title={explain(error)}>
        <RequestId error={error} />
      </Notice>
    </div>
  )
}
