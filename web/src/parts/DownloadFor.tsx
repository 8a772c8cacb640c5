/** The download for the visitor's machine, said to be that; everything else one click away. */
import type { Package } from '@slipway/sdk'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { formatBytes } from '../lib/format.ts'
import { mainInstallers } from '../lib/installers.ts'
import { type Platform, platformName, processorName } from '../lib/platform.ts'
import { bestFor, type Fit, visitorMachine } from '../lib/visitor.ts'
import { t } from '../texts/index.ts'
import { Button } from './Button.tsx'
import { Digest } from './Digest.tsx'
import css from './DownloadFor.module.css'
import { PlatformName } from './PlatformName.tsx'

type Props = { packages: readonly Package[]; appName: string; stage: 'stable' | 'draft' }

export function DownloadFor({ packages, appName, stage }: Props) {
  const offers = mainInstallers(packages, appName)
  if (offers.length === 0) return <p className="quiet">{t('download.nothing')}</p>
  const machine = visitorMachine()
  const best = bestFor(machine, offers)
  const others = offers.filter((offer) => offer !== best?.offer)
  return (
    <div className={css.download}>
      {best === undefined ? (
        <NotForYou os={machine?.os} arch={machine?.arch} />
      ) : (
        <>
          <div>
            <DownloadButton offer={best.offer} stage={stage} />
          </div>
          <p className={css.facts}>
            <span>{formatBytes(best.offer.file.size)}</span>
            <span>
              {t('detail.sha256')} <Digest digest={best.offer.file.sha256} name={t('detail.sha256')} />
            </span>
            <Link to="/apps/$app/packages/$package" params={{ app: best.offer.app, package: best.offer.id }}>
              {t('download.verify')}
            </Link>
          </p>
          <FitNote fit={best.fit} offer={best.offer} />
        </>
      )}
      {others.length > 0 && (
        <div className={css.others}>
          <h3 className="small quiet">{best === undefined ? t('download.allPlatforms') : t('download.others')}</h3>
          <ul>
            {others.map((offer) => (
              <li key={offer.id}>
                <a href={offer.url} title={offer.file.name}>
                  <PlatformName platform={offer} />
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

/** The one button for the visitor's machine, where the rest of the page says the rest. */
export function DownloadHere({ packages, appName, stage }: Props) {
  const best = bestFor(visitorMachine(), mainInstallers(packages, appName))
  return best === undefined || best.fit === 'other-processor' ? null : (
    <DownloadButton offer={best.offer} stage={stage} />
  )
}

function DownloadButton({ offer, stage }: { offer: Package; stage: 'stable' | 'draft' }) {
  return (
    <Button
      href={offer.url}
      size="md"
      variant={stage === 'stable' ? 'filled' : 'default'}
      leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
      className={css.button}
    >
      {t('download.for', { platform: platformName(offer) })}
    </Button>
  )
}

function NotForYou({ os, arch }: { os: string | undefined; arch: string | undefined }) {
  if (os === undefined) return null
  return (
    <p>
      {t('download.notForYou', {
        platform: arch === undefined ? platformName({ os, arch: '' }) : platformName({ os, arch }),
      })}
    </p>
  )
}

function FitNote({ fit, offer }: { fit: Fit; offer: Platform }) {
  if (fit === 'exact') return null
  const processor = processorName(offer) ?? offer.arch
  if (fit === 'probable') return <p className="small quiet">{t('download.unsureMac', { processor })}</p>
  const wanted = platformName({ os: offer.os, arch: 'arm64' })
  return <p className="small quiet">{t('download.fallback', { wanted, offered: processor })}</p>
}
