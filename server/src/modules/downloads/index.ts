/** Serving bytes and counting their completed deliveries. */
export { downloadLinks, downloadRoutes } from './routes.ts'
export { Downloads } from './service.ts'
