/**
 * Mantine's variables and ours as a style sheet, made when the app is built: public pages are painted with them without
 * running, or loading, what makes them.
 */
import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Plugin } from 'vite'
import { cssVariables, theme } from '../src/theme.ts'

/** What the app imports. */
const NAME = 'virtual:theme.css'

export const themeCss = (): Plugin => ({
  name: 'slipway:theme-css',
  resolveId: (id) => (id === NAME ? id : undefined),
  load: (id) => (id === NAME ? styles() : undefined),
})

function styles(): string {
  const provider = {
    theme,
    cssVariablesResolver: cssVariables,
    withGlobalClasses: false,
    deduplicateCssVariables: true,
  }
  const markup = renderToStaticMarkup(createElement(MantineProvider, provider, null))
  const css = [...markup.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, css]) => css).join('\n')
  return css + whereNothingIsChosen(css)
}

/** Without scripts nobody says which colours it is: they are the system's then, and light ones on paper. */
function whereNothingIsChosen(css: string): string {
  const variables = (scheme: 'light' | 'dark') => {
    const blocks = [...css.matchAll(/:root\[data-mantine-color-scheme="(\w+)"\][^{]*\{([^}]*)\}/g)]
    const those = blocks.filter(([, of]) => of === scheme).map(([, , inside]) => inside)
    if (those.length === 0) throw new Error(`Mantine has no variables for ${scheme} colours where they used to be`)
    return `:root:not([data-mantine-color-scheme]) {${those.join('\n')}}`
  }
  return `\n${variables('light')}\n@media screen and (prefers-color-scheme: dark) {${variables('dark')}}\n`
}
