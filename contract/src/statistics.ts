/** What was downloaded: questions about it, and their answers. */
import Type, { type Static } from 'typebox'
import { Formed, Nullable, named } from './schema.ts'

export const statisticsBy = [
  'total',
  'day',
  'month',
  'kind',
  'stage',
  'release',
  'revision',
  'version',
  'baseName',
  'package',
  'file',
  'os',
  'arch',
  'country',
  'client',
  'family',
  'visitorOs',
  'source',
] as const

export const clientKinds = [
  'browser',
  'application',
  'extension-manager',
  'cli',
  'nas',
  'script',
  'bot',
  'unknown',
] as const

const Value = (description: string) => Type.Optional(Type.String({ maxLength: 255, description }))
const Day = (description: string) =>
  Type.Optional(Formed('^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', 'a day such as 2026-01-31', { description }))

const filters = {
  from: Day('First day, UTC. Default: the beginning.'),
  to: Day('Last day, UTC, which is included. Default: today.'),
  kind: Type.Optional(Type.Enum(['package', 'extension'])),
  stage: Type.Optional(Type.Enum(['draft', 'stable'], { description: 'What it was when it was downloaded.' })),
  release: Value('Name of a release, or revision of a draft.'),
  revision: Value('Application revision.'),
  version: Value('Version of an installer.'),
  baseName: Value('e.g. `Slicer` or `SegmentTools`.'),
  package: Value('Id of a package or extension.'),
  file: Value('File name.'),
  os: Value('What the file is for: `linux`, `win`, `macosx`.'),
  arch: Value('What the file is for.'),
  country: Value('Two capital letters; empty: not known.'),
  client: Type.Optional(Type.Enum([...clientKinds], { description: 'Kind of program that downloaded.' })),
  family: Value('Program of the visitor, e.g. `Firefox` or `curl`.'),
  visitorOs: Value('What the visitor works on, e.g. `Windows`; not what the file is for.'),
  source: Type.Optional(
    Formed('^(live|log|import:.{1,80})$', '`live`, `log` or `import:` and the name of a series', {
      description:
        '`live`: counted here when it happened; `log`: read from access logs; `import:<series>`: numbers of an older system',
    }),
  ),
  imported: Type.Optional(Type.Boolean({ default: false, description: 'Count the series of older systems as well.' })),
  bots: Type.Optional(Type.Boolean({ default: false, description: 'Count bots and monitoring as well.' })),
}

const by = Type.Optional(Type.Enum([...statisticsBy], { default: 'total', description: 'What to add up by.' }))

export const StatisticsQuery = Type.Object(
  {
    by,
    ...filters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 })),
    cursor: Type.Optional(Type.String({ maxLength: 2048, description: 'The `cursor` of the page before.' })),
  },
  { additionalProperties: false },
)
export type StatisticsQuery = Static<typeof StatisticsQuery>

export const StatisticsTableQuery = Type.Object(
  {
    by,
    ...filters,
    limit: Type.Optional(Type.Integer({ minimum: 1, description: 'At most so many lines. Default: all.' })),
  },
  { additionalProperties: false },
)
export type StatisticsTableQuery = Static<typeof StatisticsTableQuery>

export const Statistics = named('Statistics', {
  app: Type.String({ description: 'Slug of the application.' }),
  by: Type.Enum([...statisticsBy]),
  total: Type.Integer({ description: 'Downloads of all values, also of those beyond the limit.' }),
  items: Type.Array(Type.Object({ value: Type.String(), downloads: Type.Integer() }, { additionalProperties: false }), {
    description: 'Days and months in their order, everything else with the most downloads first.',
  }),
  values: Type.Integer({ description: 'How many items there are, also beyond the limit.' }),
  cursor: Nullable(Type.String(), { description: 'Give it back as `cursor` to get the next page; null at the end.' }),
  rules: Type.Integer({ description: 'Version of the rules of counting.' }),
})
export type Statistics = Static<typeof Statistics>

export const CountingRules = named('CountingRules', {
  version: Type.Integer({ description: 'Stands in every answer about downloads as `rules`.' }),
  rules: Type.Array(Type.String(), { description: 'Sentences for people.' }),
  countries: Type.String({
    description: 'Which table knows the countries of visitors, as its licence asks to be said.',
  }),
})
export type CountingRules = Static<typeof CountingRules>

export const BadgeQuery = Type.Object(
  {
    period: Type.Optional(Type.Enum(['all', 'year', 'month', 'week', 'day'], { default: 'all' })),
    label: Type.Optional(Type.String({ maxLength: 60, default: 'downloads' })),
    kind: filters.kind,
    stage: filters.stage,
    release: filters.release,
    baseName: filters.baseName,
    os: filters.os,
  },
  { additionalProperties: false },
)
export type BadgeQuery = Static<typeof BadgeQuery>
