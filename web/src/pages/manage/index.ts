/** The pages of those who look after an application. */

export { PromotePage } from '../promote/PromotePage.tsx'
export { GeneralPage } from './GeneralPage.tsx'
export { ManageFrame } from './ManageFrame.tsx'
export { MembersPage } from './MembersPage.tsx'
export { PublishPage } from './PublishPage.tsx'
export { ReleaseEditPage } from './ReleaseEditPage.tsx'
export { ReleasesPage } from './ReleasesPage.tsx'
export { RetentionPage } from './RetentionPage.tsx'
export { TrashPage } from './TrashPage.tsx'
