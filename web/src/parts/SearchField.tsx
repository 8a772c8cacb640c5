import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { t } from '../texts/index.ts'
import { IconButton } from './Button.tsx'
import css from './SearchField.module.css'

const PAUSE_MS = 200

/** Answers while one types; the address follows when one pauses. */
type Props = { q: string; label: string; placeholder: string; onChange: (q: string) => void }

export function SearchField({ q, label, placeholder, onChange }: Props) {
  const [text, setText] = useState(q)
  const told = useRef(q)
  const tell = useRef(onChange)
  tell.current = onChange
  // The address changed by something else: a filter was cleared, or one went back.
  useEffect(() => {
    if (q === told.current) return
    told.current = q
    setText(q)
  }, [q])
  useEffect(() => {
    const wanted = text.trim()
    if (wanted === told.current) return
    const timer = setTimeout(() => {
      told.current = wanted
      tell.current(wanted)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <search className={css.search}>
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text !== '' && (
        <IconButton aria-label={t('site.clearSearch')} onClick={() => setText('')}>
          <IconX size={16} stroke={1.75} aria-hidden />
        </IconButton>
      )}
    </search>
  )
}
