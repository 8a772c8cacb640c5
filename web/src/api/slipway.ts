/** The SDK bound to this site and its session cookie: every request of the web app goes through it. */
import { Slipway } from '@slipway/sdk'

export const slipway = new Slipway({ retry: { retries: 2, firstPause: 300, longestPause: 5000 } })
