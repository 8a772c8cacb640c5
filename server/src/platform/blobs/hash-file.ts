import type { FileHandle } from 'node:fs/promises'
import type { BufferPool } from './buffers.ts'
import type { HashAlgorithm, HashRun } from './hashing.ts'

/** Reads the first `size` bytes of `file` through `run`, which is over afterwards. At most two buffers are in use. */
export async function hashFile(
  file: FileHandle,
  size: number,
  run: HashRun,
  buffers: BufferPool,
): Promise<Map<HashAlgorithm, string>> {
  let hashed = Promise.resolve()
  try {
    for (let position = 0; position < size; ) {
      const memory = buffers.take()
      const filled = fill(file, memory, position)
      // One buffer is read while the one before it is hashed; only then may a failure end the loop.
      const [before, read] = await Promise.allSettled([hashed, filled])
      if (before.status === 'rejected' || read.status === 'rejected') {
        buffers.giveBack(memory)
        throw before.status === 'rejected' ? before.reason : (read as PromiseRejectedResult).reason
      }
      hashed = run.update(memory, read.value).finally(() => buffers.giveBack(memory))
      position += read.value
    }
    await hashed
    return await run.digest()
  } finally {
    run.drop()
  }
}

async function fill(file: FileHandle, memory: SharedArrayBuffer, position: number): Promise<number> {
  const { bytesRead } = await file.read(new Uint8Array(memory), 0, memory.byteLength, position)
  if (bytesRead === 0) throw new Error('the file became shorter while it was read')
  return bytesRead
}
