/** The SDK bound to this site and its session cookie, as far as visitors need it. `inside/slipway.ts` has the rest. */
import { type ClientOptions, SlipwayReader } from '@slipway/sdk'

export const options: ClientOptions = { retry: { retries: 2, firstPause: 300, longestPause: 5000 } }

export const slipway = new SlipwayReader(options)
