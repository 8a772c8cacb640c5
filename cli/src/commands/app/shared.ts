import type { App } from '@slipway/sdk'
import { time, yesNo } from '../../output/format.ts'
import type { Facts } from '../../output/output.ts'

export const appFacts = (app: App): Facts => [
  ['Name', app.name],
  ['Slug', app.slug],
  ['Id', app.id],
  ['Collection', app.collection],
  ['Public', yesNo(app.public)],
  ['Homepage', app.homepage],
  ['Description', app.description],
  ['Package names', app.applicationPackageNameTemplate],
  ['Extension names', app.extensionPackageNameTemplate],
  ['Created', time(app.createdAt)],
]
