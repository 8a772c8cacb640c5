/** Pictures drawn point by point, and written as PNG. https://www.w3.org/TR/png/ */
import { crc32, deflateSync } from 'node:zlib'

export type Colour = readonly [red: number, green: number, blue: number]
/** Colour and opacity (0 to 1) of a point. */
export type Paint = (x: number, y: number) => readonly [Colour, number]

/** `paint` gets the middle of each point, in a picture that is 1 wide. */
export function png(width: number, height: number, paint: Paint): Buffer {
  const line = 1 + width * 4
  const raw = Buffer.alloc(line * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [[red, green, blue], opacity] = paint((x + 0.5) / width, (y + 0.5) / width)
      const at = y * line + 1 + x * 4
      raw[at] = red
      raw[at + 1] = green
      raw[at + 2] = blue
      raw[at + 3] = Math.round(opacity * 255)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(raw, { level: 6 })), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
