/** What all pages hang on: the frame around them, and what is shown when one cannot be. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, type ErrorComponentProps, redirect, useRouter } from '@tanstack/react-router'
import { appsQuery, repositoryQuery, serverQuery, sessionQuery } from './api/queries.ts'
import { Frame } from './frame/Frame.tsx'
import { NotFound, ProblemView } from './parts/ProblemView.tsx'

/** What the web interface of a Girder server had behind `#`: `item/<id>`, `collection/<id>/folder/<id>`. */
const OLDER_ADDRESS = /^(?:collection\/[0-9a-f]{24}\/)?(?:item|folder|collection)\/([0-9a-f]{24})/

export const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Frame,
  notFoundComponent: () => <NotFound />,
  errorComponent: (props) => (
    <Frame>
      <RouteProblem {...props} />
    </Frame>
  ),
  beforeLoad({ location }) {
    const older = OLDER_ADDRESS.exec(location.hash)
    // The server knows the page of every id, whatever it was called before.
    if (older !== null) throw redirect({ href: `/page-of/${older[1]}`, reloadDocument: true, replace: true })
  },
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
