/** The state of the dashboard that is in its address. */
export const DAYS = [7, 30, 90] as const
export type Days = (typeof DAYS)[number]

/** What is not understood is left out. */
export const daysOf = (days: unknown): Days => DAYS.find((one) => one === Number(days)) ?? 30
