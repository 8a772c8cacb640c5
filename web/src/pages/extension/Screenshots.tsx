import { useState } from 'react'
import { Section } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import css from './Screenshots.module.css'

/** In a row that scrolls; each opens in its full size. Pictures that do not load take no room. */
export function Screenshots({ of, pictures }: { of: string; pictures: readonly string[] }) {
  const [broken, setBroken] = useState<readonly string[]>([])
  const shown = pictures.filter((address) => !broken.includes(address))
  if (shown.length === 0) return null
  return (
    <Section title={t('detail.screenshots')}>
      <ul className={css.row}>
        {shown.map((address, at) => (
          <li key={address}>
            <a href={address} aria-label={t('detail.screenshot', { number: at + 1, name: of })}>
              <img
                src={address}
                alt=""
                loading="lazy"
                referrerPolicy="no-referrer"
                onError={() => setBroken([...broken, address])}
              />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
