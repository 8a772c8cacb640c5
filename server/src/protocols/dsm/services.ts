/** What the protocol calls. */
import type { Sessions } from '../../modules/accounts/index.ts'
import type { Spk } from '../../modules/spk/index.ts'

export type DsmServices = { sessions: Sessions; spk: Spk }

export type DsmOptions = {
  /** address under which people reach the server; null: the one they used */
  publicUrl?: string | null | undefined
  /** address of a host (or path) of its own for devices, e.g. `https://packages.example.org` */
  nasUrl?: string | null | undefined
}
