/** What this is, for people, pages and backups. */
export const VERSION = '0.1.0'
