/** Colours that can be read: contrast as WCAG 2.2 reckons it. */
type Rgb = readonly [number, number, number]

const WHITE: Rgb = [255, 255, 255]
/** the ground of dark pages */
const DARK: Rgb = [28, 36, 40]
/** WCAG 2.2, 1.4.3 */
const READABLE = 4.5

/**
 * `#rrggbb` for both schemes: as it is on white, and as much lighter on dark as it takes to be read. Undefined when it is
 * no colour or cannot be read on white.
 */
export function colorPair(color: string): { light: string; dark: string } | undefined {
  const rgb = parse(color)
  if (rgb === undefined || contrast(rgb, WHITE) < READABLE) return undefined
  let lighter = rgb
  for (let share = 0; contrast(lighter, DARK) < READABLE + 1; share += 0.02) lighter = mix(rgb, WHITE, share)
  return { light: print(rgb), dark: print(lighter) }
}

const parse = (color: string): Rgb | undefined => {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  return digits === null ? undefined : (digits.slice(1).map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb)
}

const print = (rgb: Rgb): string => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`

const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  a.map((part, at) => Math.round(part + ((b[at] ?? 0) - part) * Math.min(1, share))) as unknown as Rgb

function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** WCAG 2.2: relative luminance */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
