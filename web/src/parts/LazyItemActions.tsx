/** What one may do with an installer or extension; only who may do something loads it. */
import { type ComponentProps, lazy, Suspense } from 'react'

const ItemActions = lazy(async () => ({ default: (await import('../inside/ItemActions.tsx')).ItemActions }))

export function LazyItemActions(props: ComponentProps<typeof ItemActions>) {
  const { permissions } = props.app
  if (!permissions.includes('package.yank') && !permissions.includes('package.delete')) return null
  return (
    <Suspense fallback={null}>
      <ItemActions {...props} />
    </Suspense>
  )
}
