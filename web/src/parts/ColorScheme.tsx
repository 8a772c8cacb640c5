/** Light, dark, or as the system has it. `public/color-scheme.js` applies the choice before the first paint. */
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { t } from '../texts/index.ts'
import css from './ColorScheme.module.css'

type Scheme = 'auto' | 'light' | 'dark'

const KEY = 'slipway-color-scheme'
const choices: { value: Scheme; text: 'site.system' | 'site.light' | 'site.dark'; Icon: typeof IconSun }[] = [
  { value: 'auto', text: 'site.system', Icon: IconDeviceDesktop },
  { value: 'light', text: 'site.light', Icon: IconSun },
  { value: 'dark', text: 'site.dark', Icon: IconMoon },
]

/** `auto` where nothing was chosen, and where storage is forbidden. */
function stored(): Scheme {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : 'auto'
  } catch {
    return 'auto'
  }
}

const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let chosen = stored()

export const chosenScheme = (): Scheme => chosen

export function chooseScheme(next: Scheme): void {
  chosen = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // It then holds for this page.
  }
  apply()
}

/** Calls when it was changed, here or in another tab, until what it answers is called. */
export function onScheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function apply(): void {
  const dark = chosen === 'dark' || (chosen === 'auto' && system.matches)
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

system.addEventListener('change', apply)
addEventListener('storage', ({ key }) => {
  if (key !== KEY) return
  chosen = stored()
  apply()
})

export function ColorScheme() {
  const now = useSyncExternalStore(onScheme, chosenScheme)
  return (
    <fieldset className={css.schemes}>
      <legend className="hidden-visually">{t('site.colours')}</legend>
      {choices.map(({ value, text, Icon }) => (
        <label key={value} title={t(text)}>
          <input
            type="radio"
            name="color-scheme"
            className="hidden-visually"
            checked={now === value}
            onChange={() => chooseScheme(value)}
          />
          <Icon size={16} stroke={1.75} aria-hidden />
          <span className="hidden-visually">{t(text)}</span>
        </label>
      ))}
    </fieldset>
  )
}
