/** Pictures of the demo's packages: Synology devices take nothing but PNG for icons. */
import { type Colour, png } from '../../platform/png.ts'
import { randomOf } from '../random.ts'

/** Distance from a shape, negative inside; in a square from -1 to 1. */
type Shape = (x: number, y: number) => number

const shapes: readonly Shape[] = [
  (x, y) => Math.abs(Math.hypot(x, y) - 0.42) - 0.11,
  (x, y) => Math.max(Math.abs(x) + Math.abs(y) - 0.6, 0.16 - Math.hypot(x, y)),
  (x, y) => Math.max(Math.abs(x) - 0.5, Math.abs(((y + 1.1) % 0.4) - 0.2) - 0.1, Math.abs(y) - 0.5),
  (x, y) =>
    Math.min(
      Math.hypot(x + 0.25, y + 0.2) - 0.24,
      Math.hypot(x - 0.25, y + 0.2) - 0.24,
      Math.hypot(x, y - 0.25) - 0.24,
    ),
  (x, y) => Math.max(y - 0.4, -y * 0.5 + Math.abs(x) * 0.87 - 0.3),
  (x, y) => Math.max(-0.35 - x, x * 0.5 + Math.abs(y) * 0.87 - 0.27),
  (x, y) => Math.min(Math.max(Math.abs(x) - 0.12, Math.abs(y) - 0.5), Math.max(Math.abs(x) - 0.5, Math.abs(y) - 0.12)),
  (x, y) => Math.max(Math.abs(x) - 0.5 + 0.15 * Math.cos(y * 9), Math.abs(y) - 0.5),
]

const rounded = (x: number, y: number): number =>
  Math.hypot(Math.max(Math.abs(x) - 0.62, 0), Math.max(Math.abs(y) - 0.62, 0)) - 0.34

/** The icon of a package: a sign on its colour, its edges as smooth as the size allows. */
export function iconOf(name: string, size: number): Buffer {
  const random = randomOf(`icon of ${name}`)
  const hue = random.between(0, 359)
  const [light, dark] = [colour(hue, 0.62, 0.55), colour((hue + 35) % 360, 0.6, 0.36)]
  const shape = shapes[random.between(0, shapes.length - 1)] as Shape
  const smooth = (distance: number) => Math.min(1, Math.max(0, 0.5 - (distance * size) / 2))
  return png(size, size, (px, py) => {
    const [x, y] = [px * 2 - 1, py * 2 - 1]
    const ground = mix(light, dark, py)
    return [mix(ground, [255, 255, 255], smooth(shape(x, y)) * 0.94), smooth(rounded(x, y))]
  })
}

/** A window of a made-up program: a bar, a list at the side, and bars of a chart. */
export function screenshotOf(name: string, number: number): Buffer {
  const random = randomOf(`screenshot ${number} of ${name}`)
  const hue = randomOf(`icon of ${name}`).between(0, 359)
  const [accent, paper, ink] = [colour(hue, 0.55, 0.45), [247, 248, 250], [205, 211, 220]] as const
  const bars = Array.from({ length: 12 }, () => 0.06 + random.next() * 0.3)
  const lines = Array.from({ length: 9 }, () => 0.08 + random.next() * 0.1)
  return png(640, 400, (x, y) => {
    if (y < 0.06) return [accent, 1]
    if (x < 0.24) {
      const at = Math.floor((y - 0.1) / 0.05)
      const inLine = y > 0.1 && (y - 0.1) % 0.05 < 0.018 && x > 0.03 && x < 0.03 + (lines[at] ?? 0)
      return [inLine ? ink : [236, 239, 243], 1]
    }
    const at = Math.floor((x - 0.3) / 0.055)
    const inBar = x > 0.3 && (x - 0.3) % 0.055 < 0.036 && y > 0.55 - (bars[at] ?? 0) && y < 0.55
    return [inBar ? accent : paper, 1]
  })
}

const mix = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
]

/** Of hue (degrees), saturation and lightness (0 to 1). */
function colour(hue: number, saturation: number, lightness: number): Colour {
  const spread = saturation * Math.min(lightness, 1 - lightness)
  const part = (turn: number) => {
    const at = (turn + hue / 30) % 12
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1))))
  }
  return [part(0), part(8), part(4)]
}
