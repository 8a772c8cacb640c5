/** Light, dark, or as the system has it. `public/color-scheme.js` applies the choice before the first paint. */
import { localStorageColorSchemeManager, type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { t } from '../texts/index.ts'
import css from './ColorScheme.module.css'

export const colorSchemes = localStorageColorSchemeManager({ key: 'slipway-color-scheme' })

const choices: { value: MantineColorScheme; text: 'site.system' | 'site.light' | 'site.dark'; Icon: typeof IconSun }[] =
  [
    { value: 'auto', text: 'site.system', Icon: IconDeviceDesktop },
    { value: 'light', text: 'site.light', Icon: IconSun },
    { value: 'dark', text: 'site.dark', Icon: IconMoon },
  ]

export function ColorScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <fieldset className={css.schemes}>
      <legend className="hidden-visually">{t('site.colours')}</legend>
      {choices.map(({ value, text, Icon }) => (
        <label key={value} title={t(text)}>
          <input
            type="radio"
            name="color-scheme"
            className="hidden-visually"
            checked={colorScheme === value}
            onChange={() => setColorScheme(value)}
          />
          <Icon size={16} stroke={1.75} aria-hidden />
          <span className="hidden-visually">{t(text)}</span>
        </label>
      ))}
    </fieldset>
  )
}
