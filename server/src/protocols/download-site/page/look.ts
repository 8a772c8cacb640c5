/** What an operator can change of the page without templates of their own. */

export type SiteLook = {
  /** heading of the page; null: "Download <application>" */
  title: string | null
  /** introduction; null: the description of the application */
  text: string | null
  /** address of a picture beside the name */
  logo: string | null
  /** `#rrggbb`, of stable releases and of all that can be pressed */
  color: string | null
  /** `#rrggbb`, of previews */
  previewColor: string | null
  /** said above everything else, for maintenance */
  notice: string | null
}

export const plainLook: SiteLook = {
  title: null,
  text: null,
  logo: null,
  color: null,
  previewColor: null,
  notice: null,
}

/** Of a page: those of other applications than the one at the root have the colours only. */
export const lookOf = (look: SiteLook, isRoot: boolean): SiteLook =>
  isRoot ? look : { ...plainLook, color: look.color, previewColor: look.previewColor }
