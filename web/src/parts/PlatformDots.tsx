/** For which platforms something is built: a dot each, filled or hollow, grouped by operating system. */
import { byPlatform, osName, type Platform, platformName, samePlatform } from '../lib/platform.ts'
import { language, t } from '../texts/index.ts'
import css from './PlatformDots.module.css'

/** `of`: the platforms it could be built for; without it, or where it is not known to be missing, nothing is hollow. */
export function PlatformDots({ built, of = built }: { built: readonly Platform[]; of?: readonly Platform[] }) {
  const all = [...of, ...built.filter((platform) => !of.some((other) => samePlatform(other, platform)))].sort(
    byPlatform,
  )
  const isBuilt = (platform: Platform) => built.some((other) => samePlatform(other, platform))
  const missing = all.filter((platform) => !isBuilt(platform))
  const systems = [...new Set(all.map(({ os }) => os))]
  return (
    <span className={css.dots}>
      <span className="hidden-visually">{sentence(all.filter(isBuilt), missing)}</span>
      {systems.map((os) => (
        <span key={os} aria-hidden="true" className={css.system}>
          {osName(os)}
          {all
            .filter((platform) => platform.os === os)
            .map((platform) => (
              <span
                key={platform.arch}
                className={css.dot}
                data-built={isBuilt(platform)}
                title={sentence(isBuilt(platform) ? [platform] : [], isBuilt(platform) ? [] : [platform])}
              />
            ))}
        </span>
      ))}
    </span>
  )
}

const listFormat = new Intl.ListFormat(language, { type: 'conjunction' })
const names = (platforms: readonly Platform[]) => listFormat.format(platforms.map(platformName))

function sentence(built: readonly Platform[], missing: readonly Platform[]): string {
  const sentences = []
  if (built.length > 0) sentences.push(t('platform.builtFor', { list: names(built) }))
  if (missing.length > 0) sentences.push(t('platform.notBuiltFor', { list: names(missing) }))
  return sentences.join(' ')
}
