/** The SDK for browsers and Node. What needs a file system is in `@slipway/sdk/node`. */
export type { CallOptions, Given, Page } from './call.ts'
export { type Api, type ClientOptions, createClient } from './client.ts'
export type * from './generated/api.ts'
export { isProblem, SlipwayProblem, type SlipwayProblemCode } from './problem.ts'
export type { RetryOptions } from './retry.ts'
export { Slipway } from './slipway.ts'
