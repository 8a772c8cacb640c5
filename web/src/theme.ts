/**
 * All that gives the pages their look, in one place: Mantine's theme, and the words the style sheets use for colours
 * (`--ink`, `--line`, `--preview-ink` …) in both schemes. Text has a contrast of 4.5:1 at least, shapes 3:1.
 */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

// biome-ignore format: one palette a line
const colors = {
  /** deep teal-blue: what one can press, and all that is stable */
  harbour: ['#eef9fc', '#d8f0f8', '#b4e0ef', '#86cadf', '#51acc7', '#238ea9', '#04728a', '#01596d', '#004251', '#012933'],
  /** amber: previews and warnings */
  signal: ['#fff5ea', '#ffe7cb', '#fbcf99', '#efb05c', '#d58d16', '#b17000', '#8e5900', '#704500', '#533200', '#341f00'],
  /** red: what destroys, what was yanked */
  buoy: ['#fff3f2', '#ffe3e1', '#ffc8c3', '#fda19b', '#f2716c', '#db4144', '#b7262e', '#921921', '#6c1519', '#450c0e'],
  /** green: complete, verified */
  kelp: ['#effaf2', '#daf3e1', '#b3e6c4', '#85d2a0', '#55b57c', '#32965e', '#227849', '#195e38', '#124629', '#0b2b19'],
  gray: ['#f8fafc', '#f0f4f6', '#e3e9ec', '#d3dadf', '#b5c0c5', '#828e95', '#636f76', '#49545b', '#2f3a3f', '#192125'],
  dark: ['#d9dfe2', '#b4bcc0', '#97a0a5', '#70797e', '#434c51', '#323b3f', '#252d31', '#1c2428', '#141b1e', '#0c1316'],
} as const satisfies Record<string, MantineColorsTuple>

const sans =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Helvetica, Arial, sans-serif"
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Noto Sans Mono', 'Liberation Mono', monospace"

export const theme = createTheme({
  colors,
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 4 },
  // What is filled is dark on light pages and light on dark ones, and its words are the other way round.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    return input.variant === 'filled' ? { ...colors, color: 'var(--filled-ink)' } : colors
  },
  white: '#ffffff',
  black: colors.gray[9],
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.3' },
      h2: { fontSize: '1.25rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.5' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  radius: { sm: '4px', md: '6px', lg: '10px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  shadows: { md: '0 1px 2px rgb(12 19 22 / 8%), 0 8px 24px rgb(12 19 22 / 12%)' },
})

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--width': '1120px',
    '--width-wide': '1440px',
    '--mono': mono,
  },
  light: {
    '--ink': colors.gray[9],
    '--ink-quiet': colors.gray[6],
    '--filled-ink': '#ffffff',
    '--link': colors.harbour[7],
    '--focus': colors.harbour[6],
    '--page': '#ffffff',
    '--quiet': colors.gray[0],
    '--raised': '#ffffff',
    '--line': colors.gray[3],
    '--shape': colors.gray[5],
    '--chosen': colors.harbour[0],
    '--stable-ink': colors.harbour[7],
    '--stable-ground': colors.harbour[0],
    '--stable-line': colors.harbour[2],
    '--stable-shape': colors.harbour[6],
    '--preview-ink': colors.signal[7],
    '--preview-ground': colors.signal[0],
    '--preview-line': colors.signal[2],
    '--preview-shape': colors.signal[5],
    '--bad-ink': colors.buoy[7],
    '--bad-ground': colors.buoy[0],
    '--bad-line': colors.buoy[2],
    '--good-ink': colors.kelp[7],
    '--good-ground': colors.kelp[0],
    '--good-line': colors.kelp[2],
    '--mantine-color-placeholder': colors.gray[6],
    '--mantine-color-dimmed': colors.gray[6],
    '--mantine-color-default-border': colors.gray[5],
    '--mantine-color-error': colors.buoy[6],
    '--mantine-color-anchor': colors.harbour[7],
  },
  dark: {
    '--ink': colors.dark[0],
    // Also seen on what floats, which is as light as Mantine's own.
    '--mantine-color-disabled': colors.dark[5],
    '--ink-quiet': colors.dark[2],
    '--filled-ink': colors.gray[9],
    '--link': colors.harbour[3],
    '--focus': colors.harbour[3],
    '--page': colors.dark[7],
    '--quiet': colors.dark[8],
    '--raised': colors.dark[6],
    '--line': colors.dark[5],
    '--shape': colors.dark[3],
    '--chosen': colors.harbour[9],
    '--stable-ink': colors.harbour[3],
    '--stable-ground': colors.harbour[9],
    '--stable-line': colors.harbour[8],
    '--stable-shape': colors.harbour[4],
    '--preview-ink': colors.signal[3],
    '--preview-ground': colors.signal[9],
    '--preview-line': colors.signal[8],
    '--preview-shape': colors.signal[4],
    '--bad-ink': colors.buoy[3],
    '--bad-ground': colors.buoy[9],
    '--bad-line': colors.buoy[8],
    '--good-ink': colors.kelp[3],
    '--good-ground': colors.kelp[9],
    '--good-line': colors.kelp[8],
    '--mantine-color-placeholder': colors.dark[2],
    '--mantine-color-dimmed': colors.dark[2],
    '--mantine-color-default-border': colors.dark[3],
    '--mantine-color-error': colors.buoy[3],
    '--mantine-color-anchor': colors.harbour[3],
  },
})
