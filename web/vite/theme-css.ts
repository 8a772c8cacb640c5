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
  return [...markup.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, css]) => css).join('\n')
}
