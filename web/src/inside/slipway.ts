/** The whole SDK, for those who sign in and for the pages about NAS packages: visitors of other pages need not load it. */
import { Slipway } from '@slipway/sdk'
import { options } from '../api/slipway.ts'

export const slipway = new Slipway(options)
