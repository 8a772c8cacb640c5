/**
 * What arrives from another server: collections, applications, releases and packages keep the ids and times they had
 * there, because clients have them compiled in and papers cite them. Each thing is one transaction, and leaves a mark
 * of how it looked, so that an import can be broken off and repeated.
 */
export { Departures } from './departures.ts'
export { ArrivedItems } from './items.ts'
export type {
  ArrivedFile,
  Mark,
} from './model.ts'
export { Arrivals } from './service.ts'
