/** The whole SDK, for those who sign in: visitors need not load it. */
import { Slipway } from '@slipway/sdk'
import { options } from '../api/slipway.ts'

export const slipway = new Slipway(options)
