/** Who did what, when, from where: written in the transaction of the change, never changed afterwards. */
export { auditRoutes } from './routes.ts'
export { AuditService, difference, record } from './service.ts'
