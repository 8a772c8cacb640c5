/**
 * Synology packages: reading and checking archives, uploading, signing, what devices get and why, files by path, and
 * everything that administrators look after.
 */

export { buildSpk, type Spk, type SpkOptions } from './build.ts'
export type { CatalogueAnswer } from './catalogue.ts'
export type { DeviceParameters } from './device.ts'
export { pathInUrl } from './paths.ts'
export type { SpkArrival } from './publish.ts'
export { spkRoutes } from './routes.ts'
export type { SpkDownload } from './served.ts'
export { checkSigning } from './signing/index.ts'
export { referenced as spkFilesReferenced } from './store/files.ts'
