/** What administrators called this site. */
import { useQuery } from '@tanstack/react-query'
import { serverQuery } from './queries.ts'

export function useSiteName(): string {
  const { data: server } = useQuery(serverQuery)
  return server?.name ?? 'Slipway'
}
