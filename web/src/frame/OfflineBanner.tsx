import { IconCloudOff } from '@tabler/icons-react'
import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { t } from '../texts/index.ts'
import css from './OfflineBanner.module.css'

/** Says that nothing new can come; what is shown stays. */
export function OfflineBanner() {
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  )
  return (
    <div role="status" className={css.place}>
      {!online && (
        <p className={css.banner}>
          <IconCloudOff size={16} stroke={1.75} aria-hidden />
          {t('site.offline')}
        </p>
      )}
    </div>
  )
}
