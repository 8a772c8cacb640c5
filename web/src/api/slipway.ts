/** The SDK bound to this site and its session cookie, as far as visitors need it. `inside/slipway.ts` has the rest. */
import { type ClientOptions, SlipwayReader } from '@slipway/sdk'
import { loadProblemTexts } from '../texts/index.ts'

export const options: ClientOptions = {
  retry: { retries: 2, firstPause: 300, longestPause: 5000 },
  async fetch(...request) {
    const response = await fetch(...request)
    // Whoever shows the refusal has the words for it at once.
    if (!response.ok) await loadProblemTexts()
    return response
  },
}

export const slipway = new SlipwayReader(options)
