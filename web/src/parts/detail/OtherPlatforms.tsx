/** The same thing of the same release, for other machines. */
import { Link, type LinkProps } from '@tanstack/react-router'
import { byPlatform } from '../../lib/platform.ts'
import type { Published } from '../../lib/published.ts'
import { t } from '../../texts/index.ts'
import { Section } from '../Page.tsx'
import { PlatformName } from '../PlatformName.tsx'
import css from './detail.module.css'

type Props<T extends Published> = { all: readonly T[]; except: T; to: (it: T) => Pick<LinkProps, 'to' | 'params'> }

export function OtherPlatforms<T extends Published>({ all, except, to }: Props<T>) {
  const others = all.filter(({ id, baseName }) => id !== except.id && baseName === except.baseName).sort(byPlatform)
  if (others.length === 0) return null
  return (
    <Section title={t('detail.otherPlatforms')}>
      <ul className={css.platforms}>
        {others.map((it) => (
          <li key={it.id}>
            <Link {...to(it)}>
              <PlatformName platform={it} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
