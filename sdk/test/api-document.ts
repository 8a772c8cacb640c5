/**
 * What `npm run api` writes and the snapshot test compares: the API document as the composed server describes itself,
 * and the types the client is built on.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problemCodes } from '@slipway/contract'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { buildApp } from '../../server/src/app.ts'
import { createFolderStore, createHashers } from '../../server/src/platform/blobs/index.ts'
import { openDatabase } from '../../server/src/platform/db/index.ts'
import { createLog } from '../../server/src/platform/log/index.ts'

const DAY = 86_400_000

/** The API document, one line per fact, in an order that does not depend on who registered first. */
export async function apiDocument(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-api-'))
  const db = await openDatabase(`sqlite:${join(folder, 'empty.db')}`)
  const blobs = createFolderStore({ folder: join(folder, 'blobs'), hashers: createHashers({ threads: 1 }) })
  const app = await buildApp({
    db,
    blobs,
    log: createLog('silent'),
    trustProxy: 'none',
    limits: {
      maxUpload: 2 ** 40,
      cache: 0,
      uploadLifetime: DAY,
      orphanGrace: DAY,
      declaredGrace: DAY,
      trashTime: DAY,
      sessionLifetime: DAY,
    },
  })
  try {
    await app.ready()
    return `${JSON.stringify(sorted(app.swagger() as Document), null, 2)}\n`
  } finally {
    await app.close()
    await blobs.close()
    await db.close()
    rmSync(folder, { recursive: true })
  }
}

/** TypeScript types for a document, and of the codes, which the document leaves open for those to come. */
export async function clientTypes(document: string): Promise<string> {
  const ast = await openapiTypescript(document, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    defaultNonNullable: false,
  })
  const codes = problemCodes.map((code) => `    | "${code}"`).join('\n')
  return `// Written by \`npm run api\` from sdk/openapi.json.
${readable(astToString(ast))}
/** What the server says is wrong, in a word that never changes its meaning. */
export type ProblemCode =
${codes};
`
}

/** Comments as editors show them best: descriptions as plain text, and nothing that the type says as well. */
const readable = (types: string): string =>
  types
    .replaceAll(/^ *\/\*\* @enum \{unknown\} \*\/\n/gm, '')
    .replaceAll(/^ *\* @enum \{unknown\}\n/gm, '')
    .replaceAll('/** @description ', '/** ')
    .replaceAll(/(\/\*\*\n *\* )@description /g, '$1')
    .replaceAll(/^( *\*) @description /gm, '$1\n$1 ')

type Document = { paths?: Record<string, unknown>; components?: Record<string, unknown> }

function sorted(document: Document): Document {
  const { schemas = {}, ...components } = document.components ?? {}
  return {
    ...document,
    paths: byKey(document.paths ?? {}),
    components: { ...components, schemas: byKey(schemas as Record<string, unknown>) },
  }
}

const byKey = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
