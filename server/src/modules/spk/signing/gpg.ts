/**
 * The gpg program and one key ring folder. Secrets stay with gpg: nothing of a secret key is kept in this process.
 * What gpg says is read in the forms it has for programs (doc/DETAILS of GnuPG): colon lists and status lines.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export class GpgError extends Error {}
/** There is no such program here. */
export class GpgMissing extends GpgError {}

const MOST_OUTPUT = 4 * 1024 * 1024
const PATIENCE_MS = 120_000
/** Keys here have no passphrase: nobody is there to type it. */
const UNASKED = ['--pinentry-mode', 'loopback', '--passphrase', '']

export type RingKey = {
  /** 40 hex digits, upper case */
  fingerprint: string
  /** what it is called: name and address */
  name: string
  /** e.g. `RSA 4096` */
  algorithm: string
  /** milliseconds since 1970 */
  createdAt: number
  expiresAt: number | null
  /** whether the secret part is here */
  secret: boolean
  /** not expired, revoked or broken */
  usable: boolean
}

/** What a signature is worth. `key`: fingerprint of the primary key. */
export type Verdict = { good: true; key: string } | { good: false; because: string }

type Input = Readable | readonly Uint8Array[]
type Outcome = { code: number | null; output: Buffer; complaint: string; status: string[] }

export class Gpg {
  readonly #folder: string

  /** `folder`: the key ring. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Public and secret keys, in the order of the ring. Throws `GpgError`. */
  async keys(): Promise<RingKey[]> {
    const secret = new Set((await this.#list('--list-secret-keys')).map(({ fingerprint }) => fingerprint))
    return (await this.#list('--list-keys')).map((key) => ({ ...key, secret: secret.has(key.fingerprint) }))
  }

  /** The ASCII-armoured detached signature of what `source` holds. Throws `GpgError`. */
  async sign(source: Input, key: string): Promise<string> {
    const { code, output, complaint } = await this.#run(
      ['--yes', '--armor', ...UNASKED, '--local-user', key, '--detach-sign'],
      source,
    )
    if (code !== 0) throw new GpgError(`gpg cannot sign: ${lastLine(complaint)}`)
    return output.toString('latin1')
  }

  /** A message that carries its own signature: what it says, and what the signature is worth. */
  async open(message: string): Promise<{ text: string; verdict: Verdict }> {
    const { output, status } = await this.#run(['--decrypt'], [Buffer.from(message)])
    return { text: output.toString('latin1'), verdict: verdictOf(status) }
  }

  /** What a detached signature of `data` is worth. */
  async verify(signature: string, data: Input): Promise<Verdict> {
    const { status } = await this.#run(['--enable-special-filenames', '--verify', '--', '-&4', '-'], data, signature)
    return verdictOf(status)
  }

  /** The armoured public key, without white space at its ends. Throws `GpgError`. */
  async publicKey(key: string): Promise<string> {
    const { code, output, complaint } = await this.#run(['--armor', '--export', key], [])
    const text = output.toString('latin1').trim()
    if (code !== 0 || text === '') throw new GpgError(`gpg cannot export ${key}: ${lastLine(complaint)}`)
    return text
  }

  /** Adds the keys of an export, armoured or not. Throws `GpgError` when it holds none. */
  async import(exported: Uint8Array): Promise<void> {
    const { complaint, status } = await this.#run([...UNASKED, '--import'], [exported])
    if (!status.some((line) => line.startsWith('IMPORT_OK'))) {
      throw new GpgError(`gpg finds no key in it: ${lastLine(complaint)}`)
    }
  }

  /** Makes a key to sign with, without passphrase and end. Answers its fingerprint. Throws `GpgError`. */
  async create(name: string): Promise<string> {
    const { status, complaint } = await this.#run(
      [...UNASKED, '--quick-gen-key', '--', name, 'rsa4096', 'sign', 'never'],
      [],
    )
    const made = status.find((line) => line.startsWith('KEY_CREATED'))?.split(' ')[2]
    if (made === undefined) throw new GpgError(`gpg cannot make a key: ${lastLine(complaint)}`)
    return made
  }

  async #list(which: '--list-keys' | '--list-secret-keys'): Promise<RingKey[]> {
    const { code, output, complaint } = await this.#run(['--with-colons', which], [])
    if (code !== 0) throw new GpgError(`gpg cannot read the key ring: ${lastLine(complaint)}`)
    return keysOf(output.toString('utf8'))
  }

  async #run(args: readonly string[], input: Input, more?: string): Promise<Outcome> {
    const child = spawn('gpg', ['--homedir', this.#folder, '--batch', '--no-tty', '--status-fd', '3', ...args], {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
      // Words that are searched must not depend on the language of the operator.
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    })
    const [, stdout, stderr, statusPipe, morePipe] = child.stdio as unknown as [
      Writable,
      Readable,
      Readable,
      Readable,
      Writable,
    ]
    const gathered = { output: [] as Buffer[], complaint: [] as Buffer[], status: [] as Buffer[] }
    let size = 0
    const gather = (from: Readable, into: Buffer[]) => {
      from.on('error', () => undefined)
      from.on('data', (piece: Buffer) => {
        size += piece.length
        if (size > MOST_OUTPUT) child.kill()
        else into.push(piece)
      })
    }
    gather(stdout, gathered.output)
    gather(stderr, gathered.complaint)
    gather(statusPipe, gathered.status)
    // gpg may have seen enough before it has read everything; its status says what it thinks.
    morePipe.on('error', () => undefined)
    morePipe.end(more ?? '')
    const ended = once(child, 'close') as Promise<[number | null]>
    ended.catch(() => undefined)
    const broken = await pipeline(input, child.stdin as Writable).catch((error: unknown) => error)
    const [code] = await ended.catch((error: unknown) => {
      throw new GpgMissing(`gpg cannot be started: ${(error as Error).message}`, { cause: error })
    })
    if (code === 0 && broken !== undefined) throw broken
    return {
      code,
      output: Buffer.concat(gathered.output),
      complaint: Buffer.concat(gathered.complaint).toString('latin1'),
      status: Buffer.concat(gathered.status)
        .toString('utf8')
        .split('\n')
        .flatMap((line) => (line.startsWith(STATUS) ? line.slice(STATUS.length) : [])),
    }
  }
}

const STATUS = '[GNUPG:] '
const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

/** `VALIDSIG <key> <date> … <primary key>` is only said of good signatures. */
function verdictOf(status: readonly string[]): Verdict {
  const find = (word: string) => status.find((line) => line.startsWith(`${word} `))?.split(' ')
  const valid = find('VALIDSIG')
  const key = valid?.at(-1)
  if (find('REVKEYSIG')) return { good: false, because: 'The key it was made with is revoked.' }
  if (key !== undefined) return { good: true, key }
  const missing = find('NO_PUBKEY')?.[1]
  if (missing !== undefined) return { good: false, because: `The key ${missing} it was made with is not in the ring.` }
  if (find('BADSIG')) return { good: false, because: 'It is not of these bytes.' }
  return { good: false, because: 'It is no signature.' }
}

const algorithms: Readonly<Record<string, string>> = { 1: 'RSA', 17: 'DSA', 19: 'ECDSA', 22: 'EdDSA' }
const seconds = (text: string | undefined): number | null =>
  text === undefined || text === '' ? null : Number(text) * 1000

/** The fields are numbered from 1 in the documentation, from 0 here. */
function keysOf(list: string): RingKey[] {
  const keys: RingKey[] = []
  let inPrimary = false
  for (const line of list.split('\n')) {
    const field = line.split(':')
    const key = keys.at(-1)
    if (field[0] === 'pub' || field[0] === 'sec') {
      inPrimary = true
      keys.push({
        fingerprint: '',
        name: '',
        algorithm: `${algorithms[field[3] ?? ''] ?? 'key'} ${field[16] || field[2]}`,
        createdAt: seconds(field[5]) ?? 0,
        expiresAt: seconds(field[6]),
        secret: field[0] === 'sec',
        usable: !/[erdi]/.test(field[1] ?? ''),
      })
    } else if (field[0] === 'sub' || field[0] === 'ssb') {
      inPrimary = false
    } else if (key !== undefined && inPrimary && field[0] === 'fpr') {
      key.fingerprint = field[9] ?? ''
    } else if (key !== undefined && field[0] === 'uid' && key.name === '') {
      key.name = (field[9] ?? '').replaceAll(/\\x([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    }
  }
  return keys
}
