import { IconBrandApple, IconBrandWindows, IconDeviceDesktop, IconTerminal2 } from '@tabler/icons-react'
import { type Platform, platformName, processorName } from '../lib/platform.ts'
import css from './PlatformName.module.css'

const icons: Record<string, typeof IconBrandApple> = {
  linux: IconTerminal2,
  win: IconBrandWindows,
  macosx: IconBrandApple,
}

/** A platform with the sign of its system, and what its processor is called in everyday words. */
export function PlatformName({ platform, everyday = true }: { platform: Platform; everyday?: boolean }) {
  const processor = everyday ? processorName(platform) : undefined
  return (
    <span className={css.platform}>
      <PlatformIcon os={platform.os} />
      <span>
        {platformName(platform)}
        {processor !== undefined && <span className="quiet"> ({processor})</span>}
      </span>
    </span>
  )
}

export function PlatformIcon({ os, size = 16 }: { os: string; size?: number }) {
  const Icon = icons[os] ?? IconDeviceDesktop
  return <Icon size={size} stroke={1.75} aria-hidden className={css.sign} />
}
