/** What most people came for: the newest stable installer for the machine they sit at. */
import { type Html, html } from '../../../platform/http/html.ts'
import type { Words } from '../words/index.ts'
import type { PageFacts } from './facts.ts'
import { dayText, KINDS, type Offer, processorName, sizeText, systemName } from './offers.ts'

type Visitor = Pick<PageFacts, 'app' | 'offers' | 'platform' | 'words'>

export function forTheVisitor({ app, offers, platform, words: w }: Visitor): Html | null {
  if (platform === undefined) return null
  const [best, ...others] = inOrder(offers, platform)
  if (best === undefined) return null
  const { answer } = best
  const { stability, look } = KINDS.find((kind) => kind.stability === best.stability) ?? KINDS[0]
  return html`<section class="yours" aria-labelledby="yours">
<h2 id="yours">${app.name} ${answer.version ?? answer.revision} <span class="stage${look}">${w.kinds[stability].word}</span></h2>
<p><a class="get${look}" href="${answer.download_url}">${arrow} ${w.forSystem} ${systemName(best.os)} <span>${processorName(answer, w)}</span></a></p>
${
  runs(best, platform)
    ? null
    : html`<p>${w.notBuiltFor(nameOf(platform, w), processorName(answer, w))}</p>
`
}<p class="facts">${sizeText(answer.size, w)} · ${w.built(dayText(answer.build_date_ymd, w))} · ${w.revision(answer.revision)}</p>
${best.sha256 === null ? null : html`<p class="facts">SHA-256 <code data-copy="${best.sha256}" data-what="${w.theSha256(best.fileName)}">${best.sha256}</code></p>`}
<p class="facts">${others.length === 0 ? null : html`${w.otherProcessors} ${others.map((other, at) => otherLink(other, at, w))}. `}<a href="#installers">${w.otherSystems}</a></p>
</section>`
}

const nameOf = (platform: NonNullable<Visitor['platform']>, w: Words): string =>
  `${systemName(platform.os)} ${processorName(platform, w)}`

/** Macs and Windows on arm64 run programs for amd64; nothing else runs what is made for another processor. */
const runs = ({ answer }: Offer, { os, arch }: NonNullable<Visitor['platform']>): boolean =>
  answer.arch === arch || (arch === 'arm64' && answer.arch === 'amd64' && os !== 'linux')

const otherLink = ({ os, answer }: Offer, at: number, w: Words): Html =>
  html`${at === 0 ? null : ', '}<a href="${answer.download_url}">${systemName(os)} ${processorName(answer, w)}</a>`

/** For this system, stable if there is any, the fitting processor first. */
function inOrder(offers: readonly Offer[], { os, arch }: NonNullable<Visitor['platform']>): Offer[] {
  const sameSystem = offers.filter((offer) => offer.os === os)
  const stable = sameSystem.filter(({ stability }) => stability === 'release')
  const fits = ({ answer }: Offer): number => (answer.arch === arch ? 0 : 1)
  return (stable.length > 0 ? stable : sameSystem).toSorted((a, b) => fits(a) - fits(b))
}

const arrow = html`<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 17v2a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-2M7 11l5 5 5-5M12 4v12"/></svg>`
