/**
 * Whether PostgreSQL prepared a statement before somebody changed the table it reads, as an update of the server does
 * while other processes still serve: https://www.postgresql.org/docs/current/sql-prepare.html
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '0A000' && error.message.includes('cached plan')
