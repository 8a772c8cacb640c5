/** What all pages of the site have around them: no scripts, no fonts, nothing from elsewhere. */
import { type Html, html } from './html.ts'

const STYLE = `:root{color-scheme:light dark;--line:#868e96;--soft:#f1f3f5;--link:#1864ab;--preview:#a8540a}
@media(prefers-color-scheme:dark){:root{--line:#868e96;--soft:#25262b;--link:#74c0fc;--preview:#ffc078}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;margin:0;color:light-dark(#1a1b1e,#dee2e6);background:light-dark(#fff,#1a1b1e)}
a{color:var(--link)}header,main,footer{max-width:64rem;margin:0 auto;padding:1rem}header,footer{display:flex;gap:1rem;flex-wrap:wrap;align-items:center}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border-bottom:1px solid var(--line);padding:.5rem;text-align:left;vertical-align:top}
.wide{overflow-x:auto}tt,code{font:14px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}pre{background:var(--soft);padding:.75rem;overflow-x:auto}
.button-download{display:inline-block;border:2px solid var(--link);border-radius:.5rem;padding:.5rem .75rem;text-decoration:none}
.button-download.warning{border-color:var(--preview);color:var(--preview)}.button-download .header{display:block;font-size:1.25rem;font-weight:600}
.yours{background:var(--soft)}.note{border:2px solid #f08c00;border-radius:.5rem;padding:.75rem;margin:1rem 0}
details{margin:1rem 0;border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem}summary{font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}`

export const document = (title: string, main: Html, around: { header?: Html; footer?: Html } = {}): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${styles}</style>
</head>
<body>
${around.header}
<main>
${main}
</main>
${around.footer}
</body>
</html>
`.text

const styles = trusted(STYLE)

function trusted(text: string): Html {
  return html([text] as unknown as TemplateStringsArray)
}
