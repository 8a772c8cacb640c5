/** Copies a text; says so to eyes and ears. */
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { t } from '../texts/index.ts'
import { IconButton } from './Button.tsx'

export function CopyButton({ text, thing }: { text: string; thing: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(setCopied, 2000, false)
    return () => clearTimeout(timer)
  }, [copied])
  const Icon = copied ? IconCheck : IconCopy
  return (
    <>
      <IconButton aria-label={t('site.copyThing', { thing })} onClick={async () => setCopied(await copy(text))}>
        <Icon size={16} stroke={1.75} aria-hidden color={copied ? 'var(--good-ink)' : 'var(--ink-quiet)'} />
      </IconButton>
      <span role="status" className="hidden-visually">
        {copied ? t('site.copied') : ''}
      </span>
    </>
  )
}

/** The clipboard is closed to pages that came over plain HTTP from elsewhere; an old command still works there. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    document.body.append(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    return done
  }
}
