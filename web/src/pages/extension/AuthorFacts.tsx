/** What its authors say of an extension. */
import type { Extension } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { namesIn, webAddress } from '../../lib/extensions.ts'
import { Fact } from '../../parts/Facts.tsx'
import { t } from '../../texts/index.ts'

export function AuthorFacts({ of: it }: { of: Extension }) {
  const homepage = webAddress(it.homepage)
  const within = { app: it.app, release: it.release.name }
  return (
    <>
      <Fact name={t('detail.category')}>
        {it.category && (
          <Link to="/apps/$app/releases/$release" params={within} search={{ tab: 'extensions', category: it.category }}>
            {it.category}
          </Link>
        )}
      </Fact>
      <Fact name={t('detail.tier')}>{it.tier}</Fact>
      <Fact name={t('detail.license')}>{it.license}</Fact>
      <Fact name={t('detail.status')}>{it.developmentStatus}</Fact>
      <Names name={t('detail.needs')} of={it} names={namesIn(it.dependency)} />
      <Names name={t('detail.recommends')} of={it} names={namesIn(it.recommends)} />
      <Fact name={t('detail.contributors')}>{it.contributors}</Fact>
      <Fact name={t('detail.keywords')}>{it.keywords}</Fact>
      <Fact name={t('detail.homepage')}>
        {homepage !== undefined && <a href={homepage}>{homepage.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>}
      </Fact>
    </>
  )
}

/** Other extensions, by name, of the same release. */
function Names({ name, of, names }: { name: string; of: Extension; names: string[] }) {
  if (names.length === 0) return null
  return (
    <Fact name={name}>
      {names.map((extension, at) => (
        <span key={extension}>
          {at > 0 && ', '}
          <Link
            to="/apps/$app/extensions/$extension"
            params={{ app: of.app, extension }}
            search={{ release: of.release.name }}
          >
            {extension}
          </Link>
        </span>
      ))}
    </Fact>
  )
}
