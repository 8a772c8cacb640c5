import { Fragment } from 'react'
import { namePieces } from '../lib/name-pieces.ts'

/** The name of a file or a package, which goes on in the next line between its words, and within one only if it must. */
export function LongName({ name }: { name: string }) {
  return (
    <span>
      {namePieces(name).map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name's pieces never change their places
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </span>
  )
}
