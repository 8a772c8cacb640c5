/** Large files to send about. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { MIB, timed } from './measure.ts'

/** A file of `size` bytes that do not compress, kept between runs. */
export function largeFile(cache: string, size: number): string {
  const file = join(cache, `bytes-${size / MIB}`)
  if (existsSync(file) && statSync(file).size === size) return file
  // A chain of digests: random enough, and the same in every run.
  const output = openSync(`${file}.making`, 'w')
  let state = createHash('sha512').update('slipway').digest()
  for (let written = 0; written < size; written += MIB) {
    const pieces: Buffer[] = []
    for (let length = 0; length < MIB; length += 4096) {
      state = createHash('sha512').update(state).digest()
      pieces.push(...Array.from({ length: 64 }, () => state))
    }
    writeSync(output, Buffer.concat(pieces))
  }
  closeSync(output)
  renameSync(`${file}.making`, file)
  return file
}

/** MiB/s of `sha256sum` and then `sha512sum` of the file: what hashing alone costs, one after the other. */
export async function hashRate(file: string): Promise<number> {
  const { seconds } = await timed(async () => {
    for (const algorithm of ['sha256', 'sha512']) await digest(algorithm, file)
  })
  return statSync(file).size / MIB / seconds
}

async function digest(algorithm: string, file: string): Promise<void> {
  const child = spawn(`${algorithm}sum`, [file], { stdio: 'ignore' })
  const ran = await new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false)).on('close', (code) => resolve(code === 0))
  })
  if (ran) return
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(file, { highWaterMark: MIB })) hash.update(chunk as Buffer)
  hash.digest()
}
