/** Pictures one by one: arrow keys, Home and End, or the buttons; Escape closes. */
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { t } from '../../texts/index.ts'
import css from './Screenshots.module.css'

type Props = {
  pictures: readonly string[]
  shown: string
  name: (picture: string) => string
  onShow: (picture: string) => void
  onClose: () => void
}

export function Viewer({ pictures, shown, name, onShow, onClose }: Props) {
  const at = pictures.indexOf(shown)
  const show = (next: number) => {
    const picture = pictures[(next + pictures.length) % pictures.length]
    if (picture !== undefined) onShow(picture)
  }
  const onKey = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: pictures.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    show(next)
  }
  return (
    <Dialog wide label={name(shown)} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are a shorter way to the buttons inside */}
      <div className={css.viewer} onKeyDown={onKey}>
        <div className={css.head}>
          <span aria-live="polite">
            {name(shown)}{' '}
            <span className="quiet small">{t('detail.ofPictures', { at: at + 1, all: pictures.length })}</span>
          </span>
          <span className={css.buttons}>
            {pictures.length > 1 && (
              <>
                <IconButton aria-label={t('detail.previousPicture')} onClick={() => show(at - 1)}>
                  <IconChevronLeft size={20} stroke={1.75} aria-hidden />
                </IconButton>
                <IconButton aria-label={t('detail.nextPicture')} onClick={() => show(at + 1)}>
                  <IconChevronRight size={20} stroke={1.75} aria-hidden />
                </IconButton>
              </>
            )}
            <IconButton aria-label={t('site.close')} onClick={onClose}>
              <IconX size={20} stroke={1.75} aria-hidden />
            </IconButton>
          </span>
        </div>
        <img src={shown} alt={name(shown)} className={css.large} />
      </div>
    </Dialog>
  )
}
