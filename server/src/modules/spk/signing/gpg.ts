/**
 * The gpg program and one key ring folder. Secrets stay with gpg: nothing of a secret key ever comes into this process.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export class GpgError extends Error {}

const MOST_OUTPUT = 1024 * 1024
const PATIENCE_MS = 120_000

export class Gpg {
  readonly #folder: string
  readonly #key: string | undefined

  /** `folder`: the key ring; `key`: fingerprint of the key to sign with, default the first secret one. */
  constructor(options: { folder: string; key?: string | undefined }) {
    this.#folder = options.folder
    this.#key = options.key
  }

  /** The ASCII-armoured detached signature of what `source` holds. Throws `GpgError`. */
  async sign(source: Readable): Promise<string> {
    const key = this.#key === undefined ? [] : ['--local-user', this.#key]
    const { code, output, complaint } = await this.#run(
      ['--yes', '--armor', '--pinentry-mode', 'loopback', '--passphrase', '', ...key, '--detach-sign'],
      source,
    )
    if (code !== 0) throw new GpgError(`gpg cannot sign: ${lastLine(complaint)}`)
    return output.toString('latin1')
  }

  /** Whether this is a signed message whose signature is good and whose key is in the ring. */
  async verifies(message: string): Promise<boolean> {
    const { code } = await this.#run(['--verify'], [Buffer.from(message)])
    return code === 0
  }

  /** The armoured public key, without white space at its ends. Throws `GpgError`. */
  async publicKey(): Promise<string> {
    const key = this.#key ?? (await this.#firstSecretKey())
    const { code, output, complaint } = await this.#run(['--armor', '--export', key], [])
    const text = output.toString('latin1').trim()
    if (code !== 0 || text === '') throw new GpgError(`gpg cannot export ${key}: ${lastLine(complaint)}`)
    return text
  }

  async #firstSecretKey(): Promise<string> {
    const { output } = await this.#run(['--with-colons', '--list-secret-keys'], [])
    const fingerprint = /^fpr:{9}([0-9A-F]+):/m.exec(output.toString('latin1'))?.[1]
    if (fingerprint === undefined) throw new GpgError('The key ring has no secret key.')
    return fingerprint
  }

  async #run(
    args: readonly string[],
    input: Readable | readonly Uint8Array[],
  ): Promise<{ code: number | null; output: Buffer; complaint: string }> {
    const child = spawn('gpg', ['--homedir', this.#folder, '--batch', '--no-tty', ...args], {
      stdio: 'pipe',
      timeout: PATIENCE_MS,
      // Words that are searched must not depend on the language of the operator.
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    })
    const output: Buffer[] = []
    const complaint: Buffer[] = []
    let size = 0
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length
      if (size > MOST_OUTPUT) child.kill()
      else output.push(piece)
    })
    child.stderr.on('data', (piece: Buffer) => complaint.push(piece))
    const ended = once(child, 'close') as Promise<[number | null]>
    ended.catch(() => undefined)
    // gpg may have seen enough before it has read everything; its exit code says what it thinks.
    const broken = await pipeline(input, child.stdin).catch((error: unknown) => error)
    const [code] = await ended.catch((error: unknown) => {
      throw new GpgError(`gpg cannot be started: ${(error as Error).message}`, { cause: error })
    })
    if (code === 0 && broken !== undefined) throw broken
    return { code, output: Buffer.concat(output), complaint: Buffer.concat(complaint).toString('latin1') }
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''
