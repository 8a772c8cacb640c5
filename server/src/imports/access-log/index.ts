/** Access logs of front servers, CDNs and the old download site: the downloads in them. */
export { LogCounting, type LogCounts, type LogServices } from './count.ts'
export { followLogs } from './follow.ts'
export { eitherWay, linesOf, openLog } from './source.ts'
