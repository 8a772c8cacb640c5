/** A description that the server has cleaned: simple HTML without styles, scripts, pictures or forms. */
import css from './RichText.module.css'

export function RichText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned when it was published (packages/description.ts)
  return <div className={css.text} dangerouslySetInnerHTML={{ __html: html }} />
}
