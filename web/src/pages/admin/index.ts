/** The pages of the administration. */

export { AdminAppsPage } from './AdminAppsPage.tsx'
export { AdminFrame } from './AdminFrame.tsx'
export { AuditPage } from './AuditPage.tsx'
export { HealthPage } from './HealthPage.tsx'
export { JobsPage } from './JobsPage.tsx'
export { PeoplePage } from './PeoplePage.tsx'
export { PersonPage } from './PersonPage.tsx'
export { SettingsPage } from './SettingsPage.tsx'
export { StoragePage } from './StoragePage.tsx'
