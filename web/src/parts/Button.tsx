/** What one presses, and links that look like it. Of our own: visitors need nothing else of Mantine, whose fields are loaded with the forms. */
import type { ComponentProps, ReactNode } from 'react'
import css from './Button.module.css'

type Look = {
  /** what a page is for is filled, and there is one of it */
  variant?: 'filled' | 'default' | 'outline' | 'subtle'
  size?: 'md' | 'sm' | 'xs'
  /** `buoy`: something goes */
  color?: 'harbour' | 'buoy'
  /** before its words */
  leftSection?: ReactNode
  /** what was pressed is under way */
  loading?: boolean
}

/** What makes an element look like a button: to be spread over it. */
export type ButtonRoot = { className: string; children: ReactNode }

type Props = Look &
  Omit<ComponentProps<'button'>, 'color'> &
  Pick<ComponentProps<'a'>, 'href' | 'download'> & {
    /** makes the element, for links within the app; `href` makes one to elsewhere */
    renderRoot?: (root: ButtonRoot) => ReactNode
  }

export function Button({
  variant = 'filled',
  size = 'sm',
  color = 'harbour',
  leftSection,
  loading = false,
  renderRoot,
  href,
  download,
  disabled,
  className = '',
  children,
  type = 'button',
  ...others
}: Props) {
  const root = {
    ...others,
    className: `${css.button} ${className}`,
    'data-variant': variant,
    'data-size': size,
    'data-color': color,
    'data-loading': loading || undefined,
    children: (
      <>
        {leftSection !== undefined && <span className={css.icon}>{leftSection}</span>}
        <span className={css.label}>{children}</span>
      </>
    ),
  }
  if (renderRoot !== undefined) return renderRoot(root)
  if (href !== undefined) return <a {...(root as ComponentProps<'a'>)} href={href} download={download} />
  return <button {...root} type={type} disabled={disabled || loading} aria-busy={loading || undefined} />
}

type IconProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** what the icon means */
  'aria-label': string
  href?: string
  /** with an edge: the action of a row */
  edged?: boolean
  children: ReactNode
}

/** An icon that one presses, or a link that is nothing but an icon. */
export function IconButton({ href, edged = false, children, ...others }: IconProps) {
  const root = {
    title: others['aria-label'],
    ...others,
    className: css.square,
    'data-edged': edged || undefined,
    children,
  }
  if (href !== undefined) return <a {...(root as ComponentProps<'a'>)} href={href} />
  return <button type="button" {...root} />
}
