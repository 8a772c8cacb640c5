import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { administrator } from '../../server/test/harness/index.ts'
import { setting } from './setting.ts'

const run = promisify(execFile)
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Somebody's project with nothing in it but the SDK, as it was packed, and two programs that use it. */
let project: string
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'slipway-sdk-user-'))
  const packed = join(project, 'packed')
  const { buildSdk } = (await import(here('../../scripts/lib/build-sdk.mjs'))) as {
    buildSdk: (folder: string) => Promise<void>
  }
  await buildSdk(packed)
  const { stdout: tarball } = await run('npm', ['pack', '--pack-destination', project], { cwd: packed })
  await rm(packed, { recursive: true })
  await writeFile(join(project, 'package.json'), '{"type": "module", "private": true}')
  await run('npm', ['install', '--offline', `./${tarball.trim()}`], { cwd: project })
  await cp(here('./user'), project, { recursive: true })
})
afterAll(() => rm(project, { recursive: true, force: true }))

/** A program as its compiler sees it. */
function compiled(program: string, options: ts.CompilerOptions): ts.Program {
  return ts.createProgram([join(project, program)], {
    target: ts.ScriptTarget.ES2023,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    ...options,
  })
}

/** What the compiler says of it, the declarations of the SDK included. */
function complaints(checked: ts.Program): string {
  // Its own files and all that was installed: the compiler's and Node's declarations need not be checked here.
  const files = checked.getSourceFiles().filter(({ fileName }) => fileName.startsWith(project))
  const found = [
    ...checked.getOptionsDiagnostics(),
    ...checked.getGlobalDiagnostics(),
    ...files.flatMap((file) => [...checked.getSyntacticDiagnostics(file), ...checked.getSemanticDiagnostics(file)]),
  ]
  return ts.formatDiagnostics(found, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => project,
    getNewLine: () => '\n',
  })
}

/** What the SDK offers, by hand, without a word for whoever points at it in an editor: types, functions, methods. */
function wordless(program: ts.Program): string[] {
  const checker = program.getTypeChecker()
  const isSilent = (symbol: ts.Symbol) => symbol.getDocumentationComment(checker).length === 0
  const isOurs = (symbol: ts.Symbol) => {
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
    return file.includes('/@slipway/sdk/types/') && !/\/types\/(generated|libraries)\//.test(file)
  }
  const entries = program.getSourceFiles().filter(({ fileName }) => /\/types\/(node|slicer)\.d\.ts$/.test(fileName))
  const offered = entries
    .flatMap((file) => checker.getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol))
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter(isOurs)
  const membersOf = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Class ? checker.getDeclaredTypeOfSymbol(symbol).getProperties() : []
  // Nouns are members of the client, with methods of their own.
  const nouns = offered.flatMap(membersOf).map((member) => checker.getTypeOfSymbol(member).symbol)
  const classes = nouns.filter(
    (symbol) => symbol !== undefined && symbol.flags & ts.SymbolFlags.Class && isOurs(symbol),
  )
  const all = new Set([...offered, ...classes])
  return [...all].flatMap((symbol) => [
    ...(isSilent(symbol) ? [symbol.name] : []),
    ...membersOf(symbol)
      .filter((member) => isOurs(member) && !/^#|^name$/.test(member.name) && isSilent(member))
      .map((member) => `${symbol.name}.${member.name}`),
  ])
}

it('has the types of all it can do, and words for each, in strict programs for Node, where wrong fields are errors', () => {
  const program = compiled('publish.ts', {
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    typeRoots: [here('../../node_modules/@types')],
  })
  expect(complaints(program)).toBe('')
  expect(wordless(program)).toEqual([])
})

it('has the types of all it can do in strict programs for browsers, with nothing of Node', () => {
  const program = compiled('page.ts', {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  })
  expect(complaints(program)).toBe('')
})

it('works in Node as it was installed, whichever of its names things come from', async () => {
  const { url } = await setting()
  const source = await readFile(join(project, 'publish.ts'), 'utf8')
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 }
  await writeFile(join(project, 'publish.js'), ts.transpileModule(source, { compilerOptions }).outputText)
  await writeFile(join(project, 'Slicer.zip'), 'bytes')
  const { stdout } = await run('node', ['publish.js'], {
    cwd: project,
    env: { PATH: process.env.PATH, SLIPWAY_URL: url, SLIPWAY_API_KEY: administrator.key },
  })
  expect(JSON.parse(stdout)).toEqual({
    outcome: 'created',
    drafts: ['33000'],
    copy: 'bytes',
    release: '5.9.0',
    problem: 'app_not_found',
  })
})

it('is one file without anything of Node in a page', async () => {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: ['page.ts'],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
  })
  expect(Object.keys(metafile.inputs)).toEqual(['node_modules/@slipway/sdk/index.js', 'page.ts'])
})

it('says whose libraries are inside, under which licences', async () => {
  const text = await readFile(join(project, 'node_modules/@slipway/sdk/THIRD-PARTY-LICENSES'), 'utf8')
  expect(text.match(/^openapi-\S+/gm)).toEqual(['openapi-fetch', 'openapi-typescript-helpers'])
  expect(text).toContain('Permission is hereby granted')
})
