/** The catalogue as visitors browse it, and the search over everything. */
import {
  ComparisonQuery,
  Cursor,
  ExtensionFacets,
  ExtensionOverview,
  ExtensionSummaryPage,
  ExtensionVersionPage,
  FacetQuery,
  Limit,
  Matrix,
  MatrixQuery,
  OverviewQuery,
  ReleaseComparison,
  SearchQuery,
  SearchResults,
  SummaryQuery,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Answers } from '../../platform/http/answers.ts'
import { printCsv } from '../../platform/http/csv.ts'
import { operation } from '../../platform/http/operation.ts'
import type { Catalogue } from './catalogue.ts'
import type { Finder } from './finder.ts'

const App = Type.String({ description: 'Slug, id or name of the application.' })
const OneApp = Type.Object({ app: App })
const OneRelease = Type.Object({ app: App, release: Type.String({ description: 'Name, revision or id.' }) })
const OneName = Type.Object({ app: App, name: Type.String({ description: 'Base name of an extension.' }) })

export type CatalogueServices = { catalogue: Catalogue; finder: Finder; answers: Answers }

export function catalogueRoutes(app: FastifyInstance, services: CatalogueServices): void {
  browsingRoutes(app, services)
  differenceRoutes(app, services)
  operation(app, {
    id: 'search',
    method: 'GET',
    path: '/search',
    summary: 'Search applications, releases, packages and extensions',
    description:
      'Applications by a part of their name, releases by the beginning of theirs or of their revision, the rest by words; where no word matches, by names that are spelled alike.',
    tag: 'search',
    needs: 'app.read',
    query: SearchQuery,
    replies: { 200: SearchResults },
    handle: ({ actor, query }) => services.finder.search(actor, query),
  })
}

/** Counts of downloads are renewed this often. */
const MINUTE = 60_000
const thisMinute = (): string => String(Math.floor(Date.now() / MINUTE))

function browsingRoutes(app: FastifyInstance, { catalogue, answers }: CatalogueServices): void {
  operation(app, {
    id: 'browseExtensions',
    method: 'GET',
    path: '/apps/:app/releases/:release/catalogue',
    summary: 'List the extensions of a release, one entry each with its builds',
    description: 'By `sort`; with `q` and without `sort`, best matches first.',
    tag: 'catalogue',
    needs: 'app.read',
    params: OneRelease,
    query: SummaryQuery,
    replies: { 200: ExtensionSummaryPage },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(
        request,
        reply,
        params.app,
        () => catalogue.browse(actor, params.app, params.release, query),
        thisMinute(),
      ),
  })
  operation(app, {
    id: 'getExtensionFacets',
    method: 'GET',
    path: '/apps/:app/releases/:release/facets',
    summary: 'Count the extensions of a release by category, tier, licence and platform',
    description: 'Each value is counted among the extensions that match all other filters.',
    tag: 'catalogue',
    needs: 'app.read',
    params: OneRelease,
    query: FacetQuery,
    replies: { 200: ExtensionFacets },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(request, reply, params.app, () => catalogue.facets(actor, params.app, params.release, query)),
  })
  operation(app, {
    id: 'getExtensionOverview',
    method: 'GET',
    path: '/apps/:app/catalogue/:name',
    summary: 'Show an extension by name: its builds, what it needs and what needs it',
    tag: 'catalogue',
    needs: 'app.read',
    params: OneName,
    query: OverviewQuery,
    replies: { 200: ExtensionOverview },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(
        request,
        reply,
        params.app,
        () => catalogue.overview(actor, params.app, params.name, query.release),
        thisMinute(),
      ),
  })
  operation(app, {
    id: 'listExtensionVersions',
    method: 'GET',
    path: '/apps/:app/catalogue/:name/versions',
    summary: 'List the builds of an extension in all releases',
    description: 'Newest first.',
    tag: 'catalogue',
    needs: 'app.read',
    params: OneName,
    query: Type.Object({ limit: Limit, cursor: Cursor }, { additionalProperties: false }),
    replies: { 200: ExtensionVersionPage },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(request, reply, params.app, () =>
        catalogue.versions(actor, params.app, params.name, query.limit ?? 50, query.cursor),
      ),
  })
}

function differenceRoutes(app: FastifyInstance, { catalogue, answers }: CatalogueServices): void {
  operation(app, {
    id: 'getMatrix',
    method: 'GET',
    path: '/apps/:app/releases/:release/matrix',
    summary: 'Which extension is there for which platform, compared with a release before',
    tag: 'catalogue',
    needs: 'app.read',
    params: OneRelease,
    query: MatrixQuery,
    replies: { 200: Matrix },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(request, reply, params.app, () => catalogue.matrix(actor, params.app, params.release, query.with)),
  })
  operation(app, {
    id: 'exportMatrix',
    method: 'GET',
    path: '/apps/:app/releases/:release/matrix.csv',
    summary: 'The same as a table: CSV with a header line',
    tag: 'catalogue',
    needs: 'app.read',
    params: OneRelease,
    query: MatrixQuery,
    replies: { 200: null },
    async handle({ actor, params, query, reply }) {
      const matrix = await catalogue.matrix(actor, params.app, params.release, query.with)
      const head = ['extension', 'category', 'tier', ...matrix.targets.map(({ os, arch }) => `${os}-${arch}`)]
      const rows = matrix.rows.map(({ baseName, category, tier, cells }) => [
        baseName,
        category ?? '',
        tier ?? '',
        ...cells.map(({ state }) => state),
      ])
      await reply.type('text/csv; charset=utf-8').send(printCsv([head, ...rows]))
    },
  })
  operation(app, {
    id: 'compareReleases',
    method: 'GET',
    path: '/apps/:app/comparison',
    summary: 'What differs between two releases: added, removed, updated, rebuilt',
    tag: 'catalogue',
    needs: 'app.read',
    params: OneApp,
    query: ComparisonQuery,
    replies: { 200: ReleaseComparison },
    handle: ({ actor, params, query, request, reply }) =>
      answers.serve(request, reply, params.app, () => catalogue.compare(actor, params.app, query.from, query.to)),
  })
}
