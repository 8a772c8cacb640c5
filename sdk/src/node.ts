/** Everything of the SDK, and what needs a file system. */
export * from './index.ts'
