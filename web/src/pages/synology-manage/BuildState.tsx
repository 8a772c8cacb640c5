import { Badge } from '../../parts/Badge.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'

type Stated = { active: boolean; signed: boolean; signError: string | null }

/** Whether devices get a build, and its signature where there are any. */
export function BuildState({ build, signing }: { build: Stated; signing: boolean }) {
  return (
    <>
      <div className={css.bar}>
        <Badge tone={build.active ? 'good' : 'plain'}>{tn(build.active ? 'admin.active' : 'inactive')}</Badge>
        {(signing || build.signed) && (
          <Badge tone={build.signed ? 'good' : 'preview'}>{tn(build.signed ? 'admin.signed' : 'admin.unsigned')}</Badge>
        )}
      </div>
      {build.signError !== null && <p className="small">{build.signError}</p>}
    </>
  )
}
