// Writes the types of a package so that nothing has to be installed beside them: the declarations of its sources, and
// of the libraries they refer to, as files that import each other by relative paths.
import { mkdirSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import ts from 'typescript'
import { inRoot } from './paths.mjs'

/** Where in the folder of types a library's declarations are. */
const LIBRARIES = 'libraries'

/**
 * Declarations of everything that `entries` (paths from the root) export, into `folder`, laid out like `sources`.
 * Answers the names of the libraries whose declarations came along. Throws with the compiler's words.
 */
export function writeDeclarations(entries, sources, folder) {
  const roots = entries.map((entry) => inRoot(entry))
  const program = ts.createProgram(roots, {
    ...sharedOptions(),
    noEmit: false,
    emitDeclarationOnly: true,
    declaration: true,
    // `npm run typecheck` does that.
    noCheck: true,
  })
  const emitted = new Map()
  const result = program.emit(
    undefined,
    (_, text, _mark, _error, from) => emitted.set(from[0].fileName, text),
    undefined,
    true,
  )
  refuseErrors(result.diagnostics)

  const libraries = new Set()
  const placeOf = (file) => {
    const library = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(file)
    if (library === null) return posix.relative(inRoot(sources), file).replace(/(?<!\.d)\.ts$/, '.d.ts')
    libraries.add(library[1])
    return posix.join(LIBRARIES, library[1], library[2])
  }
  const placed = new Set(roots)
  // Grows while it is walked: every file brings those it refers to.
  for (const file of placed) {
    const place = placeOf(file)
    const text = withImports(emitted.get(file) ?? program.getSourceFile(file).text, (name) => {
      const { resolvedModule } = ts.resolveModuleName(name, file, program.getCompilerOptions(), ts.sys)
      if (resolvedModule === undefined || resolvedModule.packageId?.name.startsWith('@types/')) return name
      placed.add(resolvedModule.resolvedFileName)
      const path = posix.relative(posix.dirname(place), placeOf(resolvedModule.resolvedFileName))
      return `${path.startsWith('.') ? '' : './'}${path.replace(/\.d(\.[cm]?)ts$/, '$1js')}`
    })
    mkdirSync(dirname(join(folder, place)), { recursive: true })
    ts.sys.writeFile(join(folder, place), text)
  }
  return [...libraries].sort()
}

/** The options that all of the repository is checked with. */
function sharedOptions() {
  const path = inRoot('tsconfig.base.json')
  const { options, errors } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, ts.sys.readFile).config,
    ts.sys,
    inRoot(),
  )
  refuseErrors(errors.filter(({ code }) => code !== NO_INPUTS))
  return options
}
/** The shared file names no files of its own. */
const NO_INPUTS = 18003

function refuseErrors(diagnostics) {
  if (diagnostics.length === 0) return
  const host = {
    getCanonicalFileName: (name) => basename(name),
    getCurrentDirectory: () => inRoot(),
    getNewLine: () => '\n',
  }
  throw new Error(ts.formatDiagnostics(diagnostics, host))
}

/** The text with other names in its imports. */
function withImports(text, rename) {
  let result = text
  // From behind, so that positions stay right; they are those of the opening quotation marks.
  for (const { fileName, pos } of ts.preProcessFile(text).importedFiles.toReversed()) {
    result = result.slice(0, pos + 1) + rename(fileName) + result.slice(pos + 1 + fileName.length)
  }
  return result
}
