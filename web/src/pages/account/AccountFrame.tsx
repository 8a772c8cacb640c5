/** One's own account. */
import { IconDeviceLaptop, IconKey, IconShieldLock, IconUser } from '@tabler/icons-react'
import { Rail } from '../../inside/Rail.tsx'
import { ti } from '../../inside/texts/index.ts'

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const

export function AccountFrame() {
  return (
    <Rail
      label={ti('account.title')}
      title={ti('account.title')}
      stops={[
        { text: ti('account.profile'), icon: <IconUser {...icon} />, to: { to: '/account' }, exact: true },
        { text: ti('factors.title'), icon: <IconShieldLock {...icon} />, to: { to: '/account/factors' } },
        { text: ti('sessions.title'), icon: <IconDeviceLaptop {...icon} />, to: { to: '/account/sessions' } },
        { text: ti('keys.title'), icon: <IconKey {...icon} />, to: { to: '/account/keys' } },
      ]}
    />
  )
}
