/** Markdown as elements; HTML in it stays text. A file of its own: only who reads notes loads the reader of Markdown. */
import Markdown from 'markdown-to-jsx/react'
import css from './RichText.module.css'

const heading = (level: 'h3' | 'h4') => ({ component: level })

export function Notes({ text }: { text: string }) {
  return (
    <Markdown
      className={css.text}
      options={{
        disableParsingRawHTML: true,
        forceBlock: true,
        // The page has its own first and second level.
        overrides: { h1: heading('h3'), h2: heading('h3'), h3: heading('h4'), img: { component: () => null } },
      }}
    >
      {text}
    </Markdown>
  )
}
