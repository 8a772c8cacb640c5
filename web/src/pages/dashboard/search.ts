/** The state of the dashboard that is in its address. */
export const DAYS = ['7', '30', '90'] as const
export type Days = (typeof DAYS)[number]
export type DashboardSearch = { days?: Days | undefined }

/** What is not understood is left out. */
export const readDashboardSearch = ({ days }: Record<string, unknown>): DashboardSearch => ({
  days: DAYS.find((one) => one === String(days)),
})
