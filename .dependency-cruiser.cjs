/**
 * Which part may import which. Inside the server everything points downwards:
 *
 *   main → app → protocols → modules → platform
 *        → imports ↗
 *
 * Whoever wants to import against an arrow usually holds a function that belongs a floor lower.
 */

const tests = '\\.test\\.tsx?$'
const server = (...parts) => `^server/src/(${parts.join('|')})`

/** A rule; `comment` says why it exists, and is printed with every violation. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Code that ships. Tests may reach for whatever they need to arrange and to look. */
const shipped = (path, options = {}) => ({
  ...options,
  path,
  pathNot: [tests, ...(options.pathNot ?? [])],
})

const floors = [
  forbid(
    'platform-knows-no-product',
    'The platform would serve any other product as well: what it needs to know of this one is handed to it. (The ' +
      'contract is on no floor: it has no behaviour, and says how problems and pages look wherever they are made.)',
    shipped(server('platform/')),
    { path: '^server/src/', pathNot: server('platform/') },
  ),
  forbid(
    'modules-know-no-caller',
    'A module serves the native API, every protocol, jobs and commands alike, so it can depend on none of them.',
    shipped(server('modules/')),
    { path: '^server/src/', pathNot: server('modules/', 'platform/') },
  ),
  forbid(
    'modules-through-their-front-door',
    'What a module does not offer in its index.ts is its own business, and can change without anybody noticing.',
    shipped('^server/src/(?!modules/)'),
    { path: server('modules/[^/]+/'), pathNot: server('modules/[^/]+/index\\.ts$') },
  ),
  forbid(
    'other-modules-through-their-front-door',
    'What a module does not offer in its index.ts is its own business, and can change without anybody noticing.',
    shipped('^server/src/modules/([^/]+)/'),
    { path: server('modules/[^/]+/'), pathNot: server('modules/[^/]+/index\\.ts$', 'modules/$1/') },
  ),
  forbid(
    'protocols-translate-only',
    'A protocol turns foreign requests into calls of modules and their answers back. It can be deleted, and nothing ' +
      'else breaks: so it neither knows the composition above it nor another protocol.',
    shipped('^server/src/protocols/([^/]+)/'),
    { path: '^server/src/', pathNot: server('modules/', 'platform/', 'protocols/$1/') },
  ),
  forbid(
    'protocols-have-no-database',
    'A protocol with a query of its own would decide what exists and who may see it. Modules decide that, once.',
    shipped(server('protocols/')),
    { path: ['^server/src/platform/db/', '^server/src/migrations/', '^node_modules/(kysely|pg|better-sqlite3)/'] },
  ),
  forbid(
    'imports-bring-things-in',
    'An import reads another system and hands what it finds to modules, which hold the queries: it can be deleted, and ' +
      'nothing else breaks.',
    shipped('^server/src/imports/([^/]+)'),
    {
      path: '^server/src/',
      pathNot: server('modules/', 'platform/', 'services\\.ts$', 'imports/$1', 'imports/[^/]+\\.ts$'),
    },
  ),
  forbid(
    'config-is-read-at-the-top',
    'Settings are read once and handed down as values, so that a test can hand down others.',
    shipped('^server/src/config/'),
    { path: '^server/src/', pathNot: server('config/', 'platform/') },
  ),
  forbid(
    'app-knows-no-command',
    'Tests and the API document build the same app without any command line.',
    shipped('^server/src/(?!main\\.ts$|commands/)'),
    { path: '^server/src/commands/' },
  ),
  forbid(
    'main-is-the-end',
    'Importing main.ts would run a command.',
    {},
    { path: ['^(server|cli)/src/main\\.ts$', '^cli/src/slicer/main\\.ts$'] },
  ),
  forbid(
    'migrations-stand-alone',
    'A migration must do tomorrow what it did when it was written, so it uses no product code, which changes.',
    shipped(server('migrations/')),
    { path: ['^contract/', '^server/src/'], pathNot: server('migrations/', 'platform/db/') },
  ),
  forbid(
    'queries-live-in-modules',
    'Whoever looks for what touches a table finds it in the module that owns the table. The queue owns one, too.',
    shipped('^server/src/', { pathNot: [server('modules/', 'migrations/', 'platform/db/', 'platform/jobs/')] }),
    { path: '^node_modules/kysely/' },
  ),
  forbid(
    'drivers-behind-the-dialect',
    'The two databases differ in one place only.',
    shipped('^server/src/', { pathNot: [server('platform/db/')] }),
    { path: '^node_modules/(pg|pg-[^/]+|better-sqlite3)/' },
  ),
]

const workspaces = [
  forbid(
    'server-knows-no-client',
    'Clients are made for the API document, not the other way round.',
    shipped('^server/src/'),
    { path: '^(sdk|cli|web|e2e|bench)/' },
  ),
  forbid(
    'contract-stands-alone',
    'Everybody imports the contract, so whatever it imported would come along everywhere.',
    { path: '^contract/src/' },
    { path: '^(sdk|cli|web|server|e2e|bench)/' },
  ),
  forbid(
    'archives-stand-alone',
    'A format is the same for whoever reads it: server and command line both read Synology packages with this.',
    shipped('^spk/src/'),
    { path: '^(contract|sdk|cli|web|server|e2e|bench)/' },
  ),
  forbid(
    'sdk-stands-alone',
    'The SDK is what outside programs use: it speaks to the API and shares no code with the server.',
    shipped('^sdk/src/'),
    { path: '^(spk|cli|web|server|e2e|bench)/' },
  ),
  forbid(
    'clients-go-through-the-sdk',
    'If the SDK is awkward for our own front ends, it is awkward for everybody; we want to feel that.',
    shipped('^(cli|web)/src/'),
    { path: '^(cli|web|server|e2e|bench)/', pathNot: '^$1/' },
  ),
  forbid(
    'sdk-through-its-front-door',
    'What the package does not export, outside programs cannot use either.',
    shipped('^(cli|web)/src/'),
    { path: '^sdk/', pathNot: '^sdk/src/(index|node|slicer)\\.ts$' },
  ),
  forbid(
    'contract-as-types-only',
    'Schemas are checked by the server; in a client they would be weight, and a second opinion.',
    shipped('^(sdk|cli|web)/src/'),
    { path: '^contract/', dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'tests-stay-outside',
    'What ships does not carry its tests along.',
    shipped('^(contract|spk|sdk|cli|web|server)/src/'),
    { path: [tests, '^[^/]+/test/'] },
  ),
]

const hygiene = [
  forbid(
    'no-cycles',
    'Parts that need each other are one part. Types count: a type that two files need belongs to a third, or to the lower.',
    {},
    { circular: true },
  ),
  forbid(
    'no-orphans',
    'A file that nobody imports and that imports nothing is left over, or was meant to be used.',
    {
      orphan: true,
      pathNot: [tests, '\\.d\\.ts$', '/(index|main|node)\\.tsx?$', '/test/', '\\.config\\.ts$', '^web/public/'],
    },
    {},
  ),
  forbid(
    'no-unresolvable',
    'What does not resolve here will not resolve for anybody else. (What begins with virtual: is made by the build.)',
    {},
    { couldNotResolve: true, pathNot: '^virtual:' },
  ),
  forbid(
    'dependencies-are-declared',
    'A library that is there by chance, because another one brought it, goes with that other one.',
    { path: '^(contract|spk|sdk|cli|web|server)/' },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  forbid(
    'no-development-tools-in-what-ships',
    'Whoever installs without development dependencies gets everything that runs.',
    shipped('^(contract|spk|sdk|cli|server)/src/'),
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
  ),
]

module.exports = {
  forbidden: [...floors, ...workspaces, ...hygiene],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    // Types are dependencies too: who needs another's types depends on what they say.
    tsPreCompilationDeps: true,
    // Tools for development are declared once, at the root.
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^[^/]+/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      mainFields: ['types', 'module', 'main'],
    },
  },
}
