import { useState } from 'react'
import { Section } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import css from './Screenshots.module.css'
import { Viewer } from './Viewer.tsx'

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
            <button type="button" aria-label={name(address)} aria-haspopup="dialog" onClick={() => setOpen(address)}>
              <img
                src={address}
                alt=""
                loading="lazy"
                referrerPolicy="no-referrer"
                onError={() => setBroken([...broken, address])}
              />
            </button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <Viewer pictures={shown} shown={open} name={name} onShow={setOpen} onClose={() => setOpen(undefined)} />
      )}
    </Section>
  )
}
