/** What all pages hang on: the frame around them, and what is shown when one cannot be. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { appsQuery, serverQuery, sessionQuery } from './api/queries.ts'
import { Frame } from './frame/Frame.tsx'
import { repositoryQuery } from './pages/synology/queries.ts'
import { NotFound, ProblemView } from './parts/ProblemView.tsx'

export const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Frame,
  notFoundComponent: () => <NotFound />,
  errorComponent: (props) => (
    <Frame>
      <RouteProblem {...props} />
    </Frame>
  ),
  loader({ context: { client } }) {
    client.prefetchQuery(sessionQuery)
    client.prefetchQuery(serverQuery)
    client.prefetchQuery(appsQuery)
    client.prefetchQuery(repositoryQuery)
  },
})

export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <ProblemView
      error={error}
      retry={() => {
        reset()
        router.invalidate()
      }}
    />
  )
}
