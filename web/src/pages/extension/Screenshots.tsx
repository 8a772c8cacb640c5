import { lazy, Suspense, useState } from 'react'
import { Section } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import css from './Screenshots.module.css'

const load = () => import('./Viewer.tsx')
const Viewer = lazy(async () => ({ default: (await load()).Viewer }))

/** In a row that scrolls; each opens larger. Pictures that do not load take no room. */
export function Screenshots({ of, pictures }: { of: string; pictures: readonly string[] }) {
  const [broken, setBroken] = useState<readonly string[]>([])
  const [open, setOpen] = useState<string>()
  const shown = pictures.filter((address) => !broken.includes(address))
  if (shown.length === 0) return null
  const name = (address: string) => t('detail.screenshot', { number: shown.indexOf(address) + 1, name: of })
  return (
    <Section title={t('detail.screenshots')}>
      <ul className={css.row}>
        {shown.map((address) => (
          <li key={address}>
            <button
              type="button"
              aria-label={name(address)}
              aria-haspopup="dialog"
              onPointerEnter={load}
              onFocus={load}
              onClick={() => setOpen(address)}
            >
              <img src={address} alt="" loading="lazy" onError={() => setBroken([...broken, address])} />
            </button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <Suspense fallback={null}>
          <Viewer pictures={shown} shown={open} name={name} onShow={setOpen} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </Section>
  )
}
