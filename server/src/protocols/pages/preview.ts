/** The picture that link previews show of a page without one of its own: the mark, for they take no SVG. */
import type { FastifyInstance } from 'fastify'
import { type Colour, png } from '../../platform/png.ts'

export const PREVIEW = '/preview.png'
const WIDTH = 600
const HEIGHT = 315
/** Units of the mark (`mark.svg` is 32 wide) from top to bottom. */
const SCALE = 32 / HEIGHT

const GROUND: Colour = [0x01, 0x59, 0x6d]
const WATER: Colour = [0x86, 0xca, 0xdf]
const HULL: Colour = [0xff, 0xff, 0xff]
type Point = readonly [x: number, y: number]
const hull: readonly Point[] = [
  [7.6, 15.6],
  [8.4, 13.4],
  [22.5, 7.5],
  [22.2, 9.8],
  [20.6, 12],
  [9, 17.2],
]

/** Drawn when it is first asked for. */
export function previewRoute(app: FastifyInstance): void {
  let picture: Buffer | undefined
  app.get(PREVIEW, { schema: { hide: true } as never }, async (_request, reply) => {
    picture ??= draw()
    return reply.type('image/png').header('cache-control', 'public, max-age=86400').send(picture)
  })
}

function draw(): Buffer {
  return png(WIDTH, HEIGHT, (across, down) => {
    const x = (across * WIDTH - (WIDTH - HEIGHT) / 2) * SCALE
    const y = down * WIDTH * SCALE
    const rail = fromLine([x, y], [6.5, 22.5], [25.5, 14]) - 1.2
    const wave = Math.max(
      Math.abs(y - 25.6 + 0.6 * Math.cos(((x - 6) * 2 * Math.PI) / 6.7)) - 0.9,
      Math.abs(x - 16) - 10,
    )
    return [mixed(mixed(GROUND, WATER, cover(Math.min(rail, wave))), HULL, cover(fromHull([x, y]))), 1]
  })
}

/** How much of a point a shape covers that is so many units away; negative inside. */
const cover = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance / SCALE))

const mixed = (under: Colour, over: Colour, share: number): Colour => {
  const [red, green, blue] = under.map((value, at) => Math.round(value + ((over[at] ?? 0) - value) * share))
  return [red ?? 0, green ?? 0, blue ?? 0]
}

function fromLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

/** The hull is convex and goes round clockwise: inside is to the same side of all its edges. */
const fromHull = ([x, y]: Point): number =>
  Math.max(
    ...hull.map(([ax, ay], at) => {
      const [bx, by] = hull[(at + 1) % hull.length] as Point
      return ((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / Math.hypot(bx - ax, by - ay)
    }),
  )
