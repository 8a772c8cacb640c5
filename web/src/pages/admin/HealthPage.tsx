/** Whether everything the server needs answers. */
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Inside } from '../../inside/Inside.tsx'
import { healthQuery } from '../../inside/queries.ts'
import { ti } from '../../inside/texts/index.ts'
import { Fact, Facts } from '../../parts/Facts.tsx'
import { WhenExactly } from '../../parts/When.tsx'
import css from './HealthPage.module.css'

const icons = { good: IconCircleCheck, off: IconCircleDashed, bad: IconAlertTriangle } as const

export function HealthPage() {
  const { data: health } = useSuspenseQuery(healthQuery)
  const allGood = health.checks.every(({ state }) => state !== 'bad')
  return (
    <Inside title={ti('health.title')} intro={allGood ? ti('health.good') : ti('health.bad')}>
      <ul className={css.checks}>
        {health.checks.map(({ name, state, detail }) => {
          const Icon = icons[state]
          return (
            <li key={name} data-state={state}>
              <Icon size={22} stroke={1.75} aria-hidden />
              <div>
                <strong>{ti(`health.checks.${name}`)}</strong> <span>{ti(`health.states.${state}`)}</span>
                {detail !== '' && <p className="quiet small">{detail}</p>}
              </div>
            </li>
          )
        })}
      </ul>
      <Facts>
        <Fact name={ti('health.version')}>{health.version}</Fact>
        <Fact name="Node.js">{health.node}</Fact>
        <Fact name={ti('health.checks.database')}>{health.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'}</Fact>
        <Fact name={ti('health.started')}>
          <WhenExactly time={health.startedAt} />
        </Fact>
      </Facts>
    </Inside>
  )
}
