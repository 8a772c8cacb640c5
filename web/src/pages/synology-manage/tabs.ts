export const manageTabs = ['overview', 'packages', 'builds', 'tables', 'keys', 'people'] as const
export type ManageTab = (typeof manageTabs)[number]

export const readManageSearch = (search: Record<string, unknown>): { tab?: ManageTab | undefined } => ({
  tab: manageTabs.find((tab) => tab === search.tab),
})
