/** A part of a page that could not be loaded, while the rest of the page is there. */
import { t } from '../texts/index.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { explain, RequestId } from './ProblemView.tsx'

export function PartProblem({ title, error, retry }: { title: string; error: unknown; retry: () => void }) {
  return (
    <div role="alert">
      <Notice tone="bad" title={title}>
        <p>{explain(error)}</p>
        <RequestId error={error} />
        <Button variant="default" size="xs" onClick={retry}>
          {t('problem.retry')}
        </Button>
      </Notice>
    </div>
  )
}
