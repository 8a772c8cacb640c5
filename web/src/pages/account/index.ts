/** The pages of one’s own account. */
export { AccountFrame } from './AccountFrame.tsx'
export { FactorsPage } from './FactorsPage.tsx'
export { KeysPage } from './KeysPage.tsx'
export { ProfilePage } from './ProfilePage.tsx'
export { SessionsPage } from './SessionsPage.tsx'
