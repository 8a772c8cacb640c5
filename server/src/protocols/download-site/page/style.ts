/** How the pages look: the colours, sizes and distances of the web app, in both schemes, and without anything from elsewhere. */
import { colorPair } from '../../../platform/colors.ts'
import type { SiteLook } from './look.ts'

/** Name, on light pages, on dark ones. */
const COLOURS: [name: string, light: string, dark: string][] = [
  ['page', '#ffffff', '#1c2428'],
  ['quiet', '#f8fafc', '#141b1e'],
  ['raised', '#ffffff', '#252d31'],
  ['ink', '#192125', '#d9dfe2'],
  ['ink-quiet', '#636f76', '#97a0a5'],
  ['line', '#d3dadf', '#323b3f'],
  ['shape', '#828e95', '#70797e'],
  ['stable', '#01596d', '#86cadf'],
  ['stable-ground', '#eef9fc', '#012933'],
  ['preview', '#704500', '#efb05c'],
  ['preview-ground', '#fff5ea', '#341f00'],
  ['filled-ink', '#ffffff', '#192125'],
]

const RULES = `
*{box-sizing:border-box}[hidden]{display:none!important}
html{color-scheme:light dark;background:var(--page);-webkit-text-size-adjust:100%}
html[data-scheme=light]{color-scheme:light}html[data-scheme=dark]{color-scheme:dark}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3,p,ul,dl,dd,pre{margin:0}h1{font-size:1.75rem;line-height:1.3;font-weight:600}h2{font-size:1.25rem;line-height:1.4;font-weight:600}h3{font-size:1rem;font-weight:600}
a{color:var(--stable);text-decoration:none}a:hover{text-decoration:underline}p a,li a,small a,dd a{text-decoration:underline}
small,.facts{font-size:.875rem}.facts,.quiet,small{color:var(--ink-quiet)}
:focus-visible{outline:2px solid var(--stable);outline-offset:2px;border-radius:4px}
tt,code,pre{font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono","Liberation Mono",monospace}tt,code{overflow-wrap:anywhere}
pre{padding:12px 16px;border:1px solid var(--line);border-radius:6px;background:var(--quiet);white-space:pre-wrap;overflow-wrap:anywhere}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;padding:8px;background:var(--page);z-index:1}
body>header{border-bottom:1px solid var(--line)}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:4px 20px;max-width:1168px;min-height:56px;margin:0 auto;padding:8px 24px}
.bar nav{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:.875rem}.bar nav a,.bar .in{display:inline-flex;align-items:center;min-height:32px}
.mark{display:flex;align-items:center;gap:10px;min-height:40px;color:var(--ink);font-weight:600}.mark img,.mark svg{display:block;height:28px;width:auto;max-width:160px}
.in{margin-inline-start:auto;font-size:.875rem}
main{max-width:1168px;margin:0 auto;padding:32px 24px 48px;display:grid;gap:32px}main>*{min-width:0}
.intro{display:grid;gap:8px}.intro p{max-width:72ch}
.notice{padding:12px 16px;border:1px solid var(--preview);border-radius:10px;background:var(--preview-ground)}
.yours,.asked{display:grid;gap:12px;padding:24px;border:1px solid var(--line);border-radius:10px;background:var(--raised)}
.asked{display:flex;flex-wrap:wrap;gap:4px 16px;padding:12px 16px}
.get{display:inline-flex;flex-wrap:wrap;align-items:center;gap:2px 10px;min-height:48px;padding:10px 20px;border-radius:6px;background:var(--stable);color:var(--filled-ink);font-weight:600;text-decoration:none!important}
.get:hover{filter:brightness(1.08)}.get svg{flex:none}.get span{font-weight:400}
.get.warning{background:var(--preview)}
.stage{display:inline-block;margin-inline-end:8px;padding:1px 8px;border-radius:4px;background:var(--stable-ground);color:var(--stable);font-size:.75rem;font-weight:600;vertical-align:2px}
.stage.warning{background:var(--preview-ground);color:var(--preview)}
.installers{width:100%;border-collapse:separate;border-spacing:0 12px;table-layout:fixed}
.installers thead td{width:22%}.installers thead th{padding:0 16px;text-align:start;font-size:.875rem;font-weight:600}
.installers tbody th,.installers tbody td{padding:20px 16px;border:solid var(--line);border-width:1px 0;text-align:start;vertical-align:top;font-weight:400}
.installers tbody th{padding-inline-start:20px;border-inline-start-width:1px;border-start-start-radius:10px;border-end-start-radius:10px}
.installers tbody td:last-child{border-inline-end-width:1px;border-start-end-radius:10px;border-end-end-radius:10px}
.installers th strong{display:block}.installers small{display:block;margin-top:4px}
.installers .os{display:none}
.installers em{color:var(--ink-quiet);font-style:normal}
.button-download{display:block;padding:10px 14px;border:1px solid var(--stable);border-radius:6px;color:var(--stable);font-size:.875rem;text-decoration:none!important}
.button-download:hover{background:var(--stable-ground)}.button-download .header{display:block;font-size:1.25rem;font-weight:600;line-height:1.4}
.button-download.warning{border-color:var(--preview);color:var(--preview)}.button-download.warning:hover{background:var(--preview-ground)}
[role=tablist]{display:flex;flex-wrap:wrap;gap:4px;border-bottom:1px solid var(--line)}
[role=tab]{min-height:40px;padding:8px 14px;border:0;border-bottom:3px solid transparent;background:none;color:var(--ink);font:inherit;cursor:pointer}
[role=tab]:hover{background:var(--quiet)}[role=tab][aria-selected=true]{border-color:var(--stable);color:var(--stable);font-weight:600}
.panels{display:grid;gap:32px}.panel{display:grid;gap:16px}.panel>p{max-width:72ch}.tabs .panel>h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.sums{width:100%;border-collapse:collapse}.sums th,.sums td,.rows th,.rows td{padding:8px 12px 8px 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}.sums td:first-child{white-space:nowrap}
.rows{width:100%;max-width:45rem;border-collapse:collapse;table-layout:fixed}.rows td,.rows thead th:not(:first-child){text-align:end}.rows tbody th{font-weight:400}.rows th:nth-child(2){width:7.5rem}.rows th:nth-child(3){width:5.5rem}.rows td:last-child,.rows th:last-child{padding-inline-end:0}
details{border:1px solid var(--line);border-radius:10px;padding:12px 16px}summary{cursor:pointer;font-weight:600}details>div{display:grid;gap:8px;margin-top:16px}
.versions{display:flex;flex-wrap:wrap;gap:4px 16px;padding:0;list-style:none}.versions a,.versions strong{display:inline-flex;align-items:center;min-height:28px}
.forms{display:flex;flex-wrap:wrap;gap:16px}.forms form{display:flex;flex-wrap:wrap;align-items:end;gap:8px}.forms label{display:grid;gap:4px;font-size:.875rem}
input,select,button.go,.copy{min-height:40px;padding:6px 10px;border:1px solid var(--shape);border-radius:6px;background:var(--page);color:var(--ink);font:inherit;font-size:.875rem}
button.go,.copy{cursor:pointer}button.go:hover,.copy:hover{background:var(--quiet)}.copy{min-height:28px;margin-inline-start:8px;padding:2px 8px;font-family:system-ui,sans-serif;font-size:.75rem}
.parameters{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px}.parameters dd{min-width:0}
footer{border-top:1px solid var(--line);font-size:.875rem}
@media(max-width:720px){.bar{padding:8px 16px}header .bar nav{order:1;flex-basis:100%}main{padding:20px 16px 40px;gap:24px}.yours{padding:16px}.get{width:100%;justify-content:center}
.installers,.installers tbody,.installers tr,.installers tbody th,.installers tbody td{display:block;width:auto}.installers thead{display:none}
.installers tr{margin-bottom:16px;padding:16px;border:1px solid var(--line);border-radius:10px}.installers tbody th,.installers tbody td,.installers tbody td:last-child,.installers tbody th:first-child{padding:0;border:0}
.installers tbody td{margin-top:16px}.installers .os{display:block;margin-bottom:4px;font-size:.875rem;font-weight:600}
.sums,.sums tbody,.sums tr,.sums td{display:block}.sums thead{display:none}.sums td{border:0;padding:0}.sums tr{padding:8px 0;border-bottom:1px solid var(--line)}
.parameters{grid-template-columns:1fr}.parameters dd{margin-bottom:8px}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`.trim()

/** The style sheet with the operator's colours in it. */
export function styleSheet({ color, previewColor }: Pick<SiteLook, 'color' | 'previewColor'>): string {
  const own = new Map([
    ['stable', color],
    ['preview', previewColor],
  ])
  const variables = COLOURS.map(([name, light, dark]) => {
    const asked = own.get(name)
    const pair = (asked == null ? undefined : colorPair(asked)) ?? { light, dark }
    return `--${name}:light-dark(${pair.light},${pair.dark})`
  })
  return `:root{${variables.join(';')}}\n${RULES}`
}
