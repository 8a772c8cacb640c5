/** Icons and screenshots that authors keep elsewhere: fetched once, and shown from here. */

export { addressesIn } from './address.ts'
export { pictureRoutes } from './routes.ts'
export { type PictureOptions, Pictures } from './service.ts'
