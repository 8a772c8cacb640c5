import { FileButton } from '@mantine/core'
import type { SpkPackageDetail } from '@slipway/sdk'
import { slipway } from '../../inside/slipway.ts'
import { Button } from '../../parts/Button.tsx'
import { Section } from '../../parts/Page.tsx'
import { fileAddress } from '../synology/queries.ts'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

const KINDS = 'image/png,image/jpeg,image/gif,image/webp'

export function ScreenshotsSection({ it }: { it: SpkPackageDetail }) {
  const add = useChange((picture: File) => slipway.spk.addScreenshot(it.name, picture))
  const remove = useChange((number: number) => slipway.spk.removeScreenshot(it.name, number))
  return (
    <Section title={tn('admin.screenshots')}>
      <Failure error={add.error ?? remove.error} />
      {it.screenshots.length === 0 && <p className="quiet">{tn('admin.screenshotsNone')}</p>}
      <ul className={css.pictures}>
        {it.screenshots.map((path) => {
          const number = Number(/screenshot_(\d+)\./.exec(path)?.[1])
          const name = tn('screenshot', { number, name: it.name })
          return (
            <li key={path}>
              <img src={fileAddress(path)} alt={name} loading="lazy" />
              <Button size="xs" variant="default" onClick={() => remove.mutate(number)}>
                {tn('admin.remove')} <span className="hidden-visually">{name}</span>
              </Button>
            </li>
          )
        })}
      </ul>
      <div>
        <FileButton accept={KINDS} onChange={(file) => file !== null && add.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={add.isPending}>
              {tn('admin.addScreenshot')}
            </Button>
          )}
        </FileButton>
      </div>
    </Section>
  )
}
