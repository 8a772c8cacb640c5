declare module '../db/tables.ts' {
  interface Tables {
    job: JobRow
  }
}

export type JobRow = {
  id: string
  kind: string
  payload: string
  /** at most one waiting job has it */
  once_key: string | null
  state: 'waiting' | 'running' | 'done' | 'failed'
  run_at: number
  attempts: number
  lease_until: number | null
  last_error: string | null
  created_at: number
  finished_at: number | null
}
