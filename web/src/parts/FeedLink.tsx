import { IconRss } from '@tabler/icons-react'
import css from './FeedLink.module.css'

/** A feed is made by the server, outside the app. */
export function FeedLink({ path, text }: { path: string; text: string }) {
  return (
    <a href={path} type="application/atom+xml" className={css.feed}>
      <IconRss size={14} stroke={1.75} aria-hidden />
      {text}
    </a>
  )
}
