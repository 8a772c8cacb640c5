/** What one does with builds, one or many, and what became of each. */
import type { SpkBuildAction, SpkBuildResults, SpkRepository } from '@slipway/sdk'
import { useState } from 'react'
import { slipway } from '../../inside/slipway.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'
import { useChange, useLooksLater } from './useChange.ts'

type Action = SpkBuildAction['action']
type Actions = ReturnType<typeof useBuildActions>

const maintaining: readonly Action[] = ['activate', 'deactivate', 'verify']
const administering: readonly Action[] = [...maintaining, 'reread']
const everything: readonly Action[] = [...administering, 'sign', 'unsign', 'delete']
const aboutSignatures: ReadonlySet<Action> = new Set(['sign', 'unsign', 'verify'])

/** With what the build was called when it was acted on: it may be gone now. */
type Result = SpkBuildResults['items'][number] & { name: string }

/** `names`: of the builds, by id. */
export function useBuildActions(names: ReadonlyMap<string, string>, onDone: () => void) {
  const [results, setResults] = useState<readonly Result[]>([])
  const lookLater = useLooksLater()
  const change = useChange(
    async ({ action, builds }: { action: Action; builds: readonly string[] }): Promise<Result[]> => {
      const done = await slipway.spk.act(action, builds)
      return done.map((one) => ({ ...one, name: names.get(one.build) ?? one.build }))
    },
    (done) => {
      setResults(done)
      if (done.some(({ outcome }) => outcome === 'queued')) lookLater()
      onDone()
    },
  )
  return {
    results,
    error: change.error,
    doing: change.isPending ? change.variables?.action : undefined,
    act: (action: Action, builds: readonly string[]) => change.mutate({ action, builds }),
  }
}

export function ActionResults({ of: { results, error } }: { of: Actions }) {
  return (
    <>
      <Failure error={error} />
      <div role="status" aria-label={tn('admin.results')} className={css.results}>
        {/* A long list is scrolled with the keyboard as well. */}
        <ul tabIndex={results.length > 0 ? 0 : undefined}>
          {results.map(({ build, name, outcome, message }) => (
            <li key={build}>
              <Badge tone={outcome === 'refused' ? 'bad' : outcome === 'unchanged' ? 'plain' : 'good'}>
                {tn(`admin.${outcome}`)}
              </Badge>{' '}
              {name}: {message}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

type Props = { of: Actions; chosen: ReadonlySet<string>; role: SpkRepository['role']; signing: boolean }

/** There as long as something is chosen. */
export function BuildActions({ of: { act, doing }, chosen, role, signing }: Props) {
  const [deleting, setDeleting] = useState(false)
  const may = role === 'admin' ? everything : role === 'package_admin' ? administering : maintaining
  const offered = may.filter((action) => signing || !aboutSignatures.has(action))
  if (chosen.size === 0) return null
  return (
    <>
      <div className={css.actions}>
        <span className="small quiet">{tn('admin.chosen', { count: chosen.size })}</span>
        {offered.map((action) => (
          <Button
            key={action}
            variant={action === 'delete' ? 'outline' : 'default'}
            {...(action === 'delete' && { color: 'buoy' })}
            size="xs"
            loading={doing === action}
            onClick={() => (action === 'delete' ? setDeleting(true) : act(action, [...chosen]))}
          >
            {tn(`admin.${action}`)}
          </Button>
        ))}
      </div>
      {deleting && (
        <Dialog label={tn('admin.delete')} onClose={() => setDeleting(false)}>
          <p>{tn('admin.deleteBuilds', { count: chosen.size })}</p>
          <div className={css.bar}>
            <Button
              color="buoy"
              onClick={() => {
                setDeleting(false)
                act('delete', [...chosen])
              }}
            >
              {tn('admin.delete')}
            </Button>
            <Button variant="default" onClick={() => setDeleting(false)}>
              {tn('admin.cancel')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
