/**
 * Markdown as elements, made from the parts that the reader of Markdown finds; HTML in it stays text, pictures their
 * description. A file of its own: only who reads notes loads that reader.
 */
import { marked, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'
import css from './RichText.module.css'

export function Notes({ text }: { text: string }) {
  return <div className={css.text}>{all(marked.lexer(text))}</div>
}

const all = (tokens: Token[] = []): ReactNode =>
  tokens.map((token, at) => <Fragment key={at.toString()}>{one(token)}</Fragment>)

function one(token: Token): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'heading':
      // The page has the first two levels.
      return token.depth <= 2 ? <h3>{all(token.tokens)}</h3> : <h4>{all(token.tokens)}</h4>
    case 'paragraph':
      return <p>{all(token.tokens)}</p>
    case 'blockquote':
      return <blockquote>{all(token.tokens)}</blockquote>
    case 'list':
      return list(token as Tokens.List)
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      )
    case 'table':
      return table(token as Tokens.Table)
    case 'hr':
      return <hr />
    case 'strong':
      return <strong>{all(token.tokens)}</strong>
    case 'em':
      return <em>{all(token.tokens)}</em>
    case 'del':
      return <del>{all(token.tokens)}</del>
    case 'codespan':
      return <code>{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return link(token as Tokens.Link)
    case 'image':
    case 'escape':
      return token.text
    case 'text':
      return 'tokens' in token && token.tokens !== undefined ? all(token.tokens) : unescaped(token.raw)
    default:
      return token.raw
  }
}

function list({ ordered, start, items }: Tokens.List): ReactNode {
  const children = items.map((item, at) => <li key={at.toString()}>{all(item.tokens)}</li>)
  return ordered ? <ol start={start === '' ? 1 : start}>{children}</ol> : <ul>{children}</ul>
}

function table({ header, rows }: Tokens.Table): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, at) => (
            <th key={at.toString()}>{all(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at.toString()}>
            {row.map((cell, column) => (
              <td key={column.toString()}>{all(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const link = ({ href, tokens }: Tokens.Link): ReactNode =>
  /^(?:https?:|mailto:|\/(?!\/)|#)/i.test(href) ? <a href={href}>{all(tokens)}</a> : all(tokens)

/** The few names of characters that people write by hand. */
const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp);/g, (whole, name: string) => characters[name] ?? whole)
