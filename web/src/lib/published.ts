/** What installers and extensions have in common. */
import type { Extension, Package } from '@slipway/sdk'

export type Published = Package | Extension
