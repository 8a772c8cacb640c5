/** What was downloaded, when, by which kind of program and from where: facts, sums per day, reports. */

export { RULES } from './clients.ts'
export { Countries } from './countries.ts'
export { updateCountryFile } from './country-file.ts'
export { Facts, type Source } from './facts.ts'
export { LogPositions } from './log-positions.ts'
export { DAY_MS } from './period.ts'
export { firstDayOf, type InstallerDownload, Reports } from './reports.ts'
export type { Retold } from './retold.ts'
export { RollUp } from './roll-up.ts'
export { statisticsRoutes } from './routes.ts'
export { ImportedSeries } from './series.ts'
export { Visits } from './visits.ts'
