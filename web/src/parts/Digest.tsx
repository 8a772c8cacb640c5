import { shortDigest } from '../lib/format.ts'
import { CopyButton } from './CopyButton.tsx'
import css from './Digest.module.css'

/** A digest, shortened in the middle; the whole of it is copied. */
export function Digest({ digest, name }: { digest: string; name: string }) {
  return (
    <span className={css.digest}>
      <code title={digest}>{shortDigest(digest)}</code>
      <CopyButton text={digest} thing={name} />
    </span>
  )
}
