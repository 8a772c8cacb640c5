/** What the pages of an application have above and below. */
import { type Html, html } from '../../../platform/http/html.ts'
import type { Words } from '../words/index.ts'
import type { PageFacts } from './facts.ts'

export type AroundFacts = Pick<PageFacts, 'look' | 'signedIn' | 'statisticsPath' | 'words'> & {
  app: Pick<PageFacts['app'], 'name' | 'slug' | 'homepage'>
}
/** The same before it is known in which language; with the address of the download page. */
export type Surroundings = Omit<AroundFacts, 'words'> & { pagePath: string }

/** `links`: of the bar, to what else there is about the application. */
export function header({ app, look, signedIn, words: w }: AroundFacts, links: Html): Html {
  const home = `/apps/${app.slug}`
  const name = html`${look.logo === null ? mark : html`<img src="${look.logo}" alt="" height="28">`}<span>${app.name}</span>`
  return html`<header><div class="bar"><a class="mark" href="${app.homepage ?? home}">${name}</a>
<nav aria-label="${w.site}">${links}</nav>
${signedIn ? null : html`<a class="in" href="/login?from=${encodeURIComponent(home)}">${w.signIn}</a>`}</div></header>`
}

/** Where it is not known which application somebody looked for. */
export const headerOfAny = ({ allApps }: Words): Html =>
  html`<header><div class="bar"><a class="mark" href="/apps">${mark}<span>${allApps}</span></a></div></header>`

export const footer = ({
  app,
  statisticsPath,
  words: w,
}: AroundFacts): Html => html`<footer><div class="bar"><nav aria-label="${w.more}">
<a href="/apps">${w.allApps}</a> <a href="/apps/${app.slug}">${w.allReleases}</a> <a href="${statisticsPath}">${w.statistics}</a>
<a href="/api/v2/docs">${w.api}</a></nav></div></footer>`

const mark = html`<img src="/mark.svg" alt="" width="28" height="28">`
