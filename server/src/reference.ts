/** The readable side of the API document: a reference page, and what each problem code means. */
import swaggerUi from '@fastify/swagger-ui'
import { problemCodes, problems } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'

/** Registers `/docs` and `/docs/problems` below the prefix of `api`. */
export async function referencePages(api: FastifyInstance): Promise<void> {
  const hidden = { schema: { hide: true } as never }
  api.get('/docs/problems', hidden, async (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(problemsPage),
  )
  await api.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0, displayRequestDuration: true },
    theme: { title: 'Slipway API' },
  })
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
