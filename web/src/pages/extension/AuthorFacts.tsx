/** What its authors say of an extension, and how it hangs together with others. */
import type { Extension, ExtensionOverview } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { commitAddress, webAddress } from '../../lib/extensions.ts'
import { Fact } from '../../parts/Facts.tsx'
import { t } from '../../texts/index.ts'
import css from './AuthorFacts.module.css'

type Props = {
  of: Extension
  overview: ExtensionOverview
  /** the one that was asked for; links keep it */
  release: string | undefined
}

export function AuthorFacts({ of: it, overview, release }: Props) {
  const homepage = webAddress(it.homepage)
  const commit = commitAddress(it.repositoryUrl, it.revision)
  const neededBy = overview.neededBy.map((baseName) => ({ baseName, here: true }))
  const within = { app: it.app, release }
  return (
    <>
      <Fact name={t('detail.category')}>
        {it.category && (
          <Link to="/apps/$app/extensions" params={{ app: it.app }} search={{ release, category: it.category }}>
            {it.category}
          </Link>
        )}
      </Fact>
      <Fact name={t('detail.tier')}>{it.tier}</Fact>
      <Fact name={t('detail.license')}>{it.license}</Fact>
      <Fact name={t('detail.status')}>{it.developmentStatus}</Fact>
      <Names name={t('detail.needs')} of={overview.needs} {...within} />
      <Names name={t('detail.recommends')} of={overview.recommends} {...within} />
      <Names name={t('detail.neededBy')} of={neededBy} {...within} />
      <Fact name={t('detail.contributors')}>{it.contributors}</Fact>
      <Fact name={t('detail.keywords')}>{it.keywords}</Fact>
      <Fact name={t('detail.homepage')}>
        {homepage !== undefined && <a href={homepage}>{homepage.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>}
      </Fact>
      <Fact name={t('detail.commit')}>{commit !== undefined && <a href={commit}>{it.revision.slice(0, 10)}</a>}</Fact>
    </>
  )
}

const AT_FIRST = 12

type NamesProps = { name: string; of: ExtensionOverview['needs']; app: string; release: string | undefined }

/** Other extensions, by name, of the same release; one that is not there leads nowhere, and says so. */
function Names({ name, of, app, release }: NamesProps) {
  const [all, setAll] = useState(false)
  if (of.length === 0) return null
  const shown = all ? of : of.slice(0, AT_FIRST)
  return (
    <Fact name={name}>
      <ul className={css.names}>
        {shown.map(({ baseName, here }) => (
          <li key={baseName}>
            {here ? (
              <Link to="/apps/$app/extensions/$name" params={{ app, name: baseName }} search={{ release }}>
                {baseName}
              </Link>
            ) : (
              <>
                {baseName} <span className={css.missing}>{t('detail.notHere')}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      {of.length > AT_FIRST && (
        <button type="button" className={css.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('catalogue.fewer') : t('catalogue.more', { count: of.length })}
        </button>
      )}
    </Fact>
  )
}
