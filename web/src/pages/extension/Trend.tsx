/** How often it was downloaded, day by day: every day has its place, also those on which nobody came. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TREND_DAYS, trendQuery } from '../../api/queries.ts'
import { everyDay } from '../../lib/days.ts'
import { formatDay, formatNumber, formatShortDay } from '../../lib/format.ts'
import { Section } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import css from './Trend.module.css'

export function Trend({ app, name }: { app: string; name: string }) {
  const { data } = useQuery(trendQuery(app, name))
  if (data === undefined) return null
  const days = everyDay(data.items, TREND_DAYS, new Date())
  const most = days.reduce((a, b) => (b.downloads > a.downloads ? b : a))
  const total = days.reduce((sum, { downloads }) => sum + downloads, 0)
  return (
    <Section title={t('trend.title')} hint={t('trend.total', { count: total, days: TREND_DAYS })}>
      {total > 0 && (
        <figure className={css.trend}>
          <svg
            role="img"
            viewBox={`0 0 ${TREND_DAYS} 100`}
            preserveAspectRatio="none"
            aria-label={t('trend.most', { count: most.downloads, day: formatDay(most.day) })}
          >
            {days.map(({ day, downloads }, at) => {
              const height = (downloads / most.downloads) * 100
              return (
                <rect key={day} x={at + 0.1} y={100 - height} width={0.8} height={height}>
                  <title>{`${formatDay(day)}: ${formatNumber(downloads)}`}</title>
                </rect>
              )
            })}
          </svg>
          <figcaption>
            <span>{formatShortDay(days[0]?.day ?? '')}</span>
            <span>{t('trend.most', { count: most.downloads, day: formatShortDay(most.day) })}</span>
            <span>{formatShortDay(days.at(-1)?.day ?? '')}</span>
          </figcaption>
        </figure>
      )}
      <p className="small">
        <Link to="/apps/$app/statistics" params={{ app }} search={{ name }}>
          {t('trend.more')}
        </Link>
      </p>
    </Section>
  )
}
