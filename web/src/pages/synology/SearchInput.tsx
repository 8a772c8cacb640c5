import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useDebounced } from '../../lib/useDebounced.ts'
import { tn } from './texts.ts'

const PAUSE_MS = 200

/** Answers while one types; the address follows when one pauses. */
export function SearchInput({
  q,
  hint = tn('searchHint'),
  onChange,
}: {
  q: string
  hint?: string
  onChange: (q: string) => void
}) {
  const [text, setText] = useState(q)
  const settled = useDebounced(text.trim(), PAUSE_MS)
  const told = useRef(q)
  const tell = useRef(onChange)
  tell.current = onChange
  useEffect(() => {
    if (settled === told.current) return
    told.current = settled
    tell.current(settled)
  }, [settled])
  // The address changed by something else.
  useEffect(() => {
    if (q === told.current) return
    told.current = q
    setText(q)
  }, [q])
  return (
    <TextInput
      type="search"
      label={tn('search')}
      placeholder={hint}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}
