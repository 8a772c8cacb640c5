import './styles.ts'
import { isProblem } from '@slipway/sdk'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { parseSearch, stringifySearch } from './lib/search-params.ts'
import { learnMachine } from './lib/visitor.ts'
import { RouteProblem } from './root-route.tsx'
import { routes } from './routes.tsx'
import { language, loadTexts } from './texts/index.ts'

/** What was fetched this recently is shown without asking again. */
const FRESH_MS = 15_000
/** A page that comes sooner than this comes without a sketch of itself. */
const WAIT_MS = 150

// The SDK tries again by itself where that is safe.
const client = new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, retry: false } } })

const router = createRouter({
  routeTree: routes,
  context: { client },
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  // The query cache decides what is fresh.
  defaultPreloadStaleTime: 0,
  defaultPendingMs: WAIT_MS,
  defaultPendingMinMs: 0,
  defaultErrorComponent: RouteProblem,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** A refusal of the server is shown on the page; only what nobody foresaw belongs in the console. */
const onCaughtError = (error: unknown) => {
  if (!isProblem(error)) console.error(error)
}

async function start(): Promise<void> {
  document.documentElement.lang = language
  const element = document.getElementById('root') as HTMLElement
  // The server has put there what the page is about: it stays until there is more to see than that.
  const served = element.firstElementChild !== null
  await Promise.all([learnMachine(), loadTexts(), served && router.load().catch(() => {})])
  createRoot(element, { onCaughtError }).render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
}

// Not awaited here: the pages that are loaded meanwhile wait for this module.
void start()
