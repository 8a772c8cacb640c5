import { afterEach, expect, it, vi } from 'vitest'
import { openPiece } from '../src/uploads/piece.ts'
import type { UploadSource } from '../src/uploads/source.ts'

afterEach(() => void vi.useRealTimers())

it('keeps no process alive with what was still being read when its request ended', async () => {
  vi.useFakeTimers()
  let goOn = () => {}
  const slow = new Promise<void>((resolve) => (goOn = resolve))
  const source: UploadSource = {
    name: 'Slicer.tar.gz',
    size: 8,
    pieceSize: 8,
    async *read() {
      yield new Uint8Array(2)
      await slow
      yield new Uint8Array(2)
    },
  }
  const piece = openPiece(source, 0, 8, { onSent: () => {} })
  const reader = (piece.body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  expect(vi.getTimerCount()).toBe(1)

  const last = reader.read()
  piece.end()
  goOn()
  await last
  expect(vi.getTimerCount()).toBe(0)
})
