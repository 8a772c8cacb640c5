/** What the server has made harmless: simple HTML without scripts, pictures or forms. */
import css from './RichText.module.css'

export function RichText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made harmless by the server (packages/description.ts, releases/notes.ts)
  return <div className={css.text} dangerouslySetInnerHTML={{ __html: html }} />
}
