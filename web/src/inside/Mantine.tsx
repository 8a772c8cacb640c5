/** Mantine around the pages that use its fields. Its variables are in the style sheet (`vite/theme-css.ts`). */
import { createTheme, type MantineColorSchemeManager, MantineProvider, mergeThemeOverrides } from '@mantine/core'
import type { ReactNode } from 'react'
import focus from '../focus.module.css'
import { chooseScheme, chosenScheme, onScheme } from '../parts/ColorScheme.tsx'
import { theme } from '../theme.ts'

const withFocus = mergeThemeOverrides(theme, createTheme({ focusClassName: focus.ring ?? '' }))

let stop = () => {}
/** The switch in the footer decides, whether Mantine is there or not. */
const schemes: MantineColorSchemeManager = {
  get: chosenScheme,
  set: chooseScheme,
  subscribe: (tell) => {
    stop = onScheme(() => tell(chosenScheme()))
  },
  unsubscribe: () => stop(),
  clear: () => chooseScheme('auto'),
}

/** Within it Mantine's fields work. */
export function Mantine({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={withFocus}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  )
}
