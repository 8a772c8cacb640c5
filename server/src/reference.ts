/** The readable side of the API document: a reference page, and what each problem code means. */
import swagger from '@fastify/swagger'
import { problemCodes, problems } from '@slipway/contract'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'

/** Registers `/docs` and `/docs/problems` below the prefix of `api`. */
export function referencePages(api: FastifyInstance): void {
  const hidden = { schema: { hide: true } as never }
  api.get('/docs/problems', hidden, async (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(problemsPage),
  )
  // Few ever look at the reference, and loading it takes a quarter of the time of a start: so that waits for a reader.
  let pages: Promise<FastifyInstance> | undefined
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    pages ??= openReference(api, `${api.prefix}/docs`)
    const { routing } = await pages
    reply.hijack()
    routing(request.raw, reply.raw)
  }
  api.get('/docs', hidden, show)
  api.get('/docs/*', hidden, show)
  api.addHook('onClose', async () => (await pages)?.close())
}

/** An app of its own that shows the document of `api`. */
async function openReference(api: FastifyInstance, prefix: string): Promise<FastifyInstance> {
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  const pages = Fastify()
  await pages.register(swagger, { mode: 'static', specification: { document: api.swagger() as never } })
  await pages.register(swaggerUi, {
    routePrefix: prefix,
    staticCSP: true,
    uiConfig: { deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0, displayRequestDuration: true },
    theme: { title: 'Slipway API' },
  })
  await pages.ready()
  return pages
}

const rows = problemCodes
  .map(
    (code) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${problems[code].status}</td><td>${problems[code].title}</td></tr>`,
  )
  .join('\n')

const problemsPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Problems · Slipway API</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; vertical-align: top }
tr:target { outline: 2px solid; outline-offset: 2px }
</style>
<h1>Problems</h1>
<p>Errors are <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem details. <code>code</code> is one of
this closed list and never changes its meaning; <code>detail</code> says what happened, <code>errors</code> names the
fields that are wrong and what would be right.</p>
<table>
<thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</html>
`
