/** The picture of an application or extension; without one, or when it does not load, its first letters. */
import { useState } from 'react'
import css from './AppIcon.module.css'

export function AppIcon({ name, src, size = 48 }: { name: string; src?: string | null | undefined; size?: 48 | 96 }) {
  const [failed, setFailed] = useState<string>()
  const shown = src != null && failed !== src ? src : undefined
  return (
    <span className={css.icon} data-size={size} aria-hidden="true">
      {shown === undefined ? (
        <span className={css.letters} data-hue={hueOf(name)}>
          {lettersOf(name)}
        </span>
      ) : (
        <img src={shown} alt="" width={size} height={size} loading="lazy" onError={() => setFailed(shown)} />
      )}
    </span>
  )
}

/** `SegmentTools` → `ST`, `viewer` → `V`. */
function lettersOf(name: string): string {
  const capitals = name.match(/\p{Lu}|(?<=[\s_-])\p{L}/gu)
  const [first = name, second = ''] = capitals ?? [name.slice(0, 1)]
  return `${first}${second}`.toUpperCase()
}

function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 6
  return sum
}
