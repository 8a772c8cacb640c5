/** People, robot accounts, sessions and API keys: who somebody is. What they may do is the business of `access`. */

export { type ArrivedAccount, accountFor } from './arrived.ts'
export { authenticateRequests } from './authenticate.ts'
export { ByMail } from './by-mail.ts'
export { Factors } from './factors.ts'
export { Keys, type KeyTraits } from './keys.ts'
export { Letters } from './letters.ts'
export { People } from './people.ts'
export { accountRoutes } from './routes.ts'
export { type IssuedToken, Sessions } from './sessions.ts'
