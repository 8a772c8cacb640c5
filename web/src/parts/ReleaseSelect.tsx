/** Which release a page is about. */
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { choosableReleasesQuery } from '../api/queries.ts'
import { t } from '../texts/index.ts'
import control from './Control.module.css'
import css from './ReleaseSelect.module.css'

type Props = {
  app: string
  label: string
  /** name, revision or id */
  value: string
  onChange: (release: string) => void
  /** one that cannot be chosen */
  except?: string | undefined
}

export function ReleaseSelect({ app, label, value, onChange, except }: Props) {
  const id = useId()
  const { data } = useQuery(choosableReleasesQuery(app))
  const groups = [
    { title: t('stage.stable'), releases: data?.stable ?? [] },
    { title: t('stage.draft'), releases: data?.draft ?? [] },
  ]
  const all = groups.flatMap(({ releases }) => releases)
  // A draft may have the revision of a release: the address then means the release.
  const chosen = all.find((it) => [it.id, it.name, it.revision].includes(value))
  return (
    <span className={css.field}>
      <label htmlFor={id}>{label}</label>
      <select
        className={control.control}
        id={id}
        value={chosen?.name ?? value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {chosen === undefined && <option value={value}>{value}</option>}
        {groups.map(
          ({ title, releases }) =>
            releases.length > 0 && (
              <optgroup key={title} label={title}>
                {releases.map(({ id, name }) => (
                  <option key={id} value={name} disabled={name === except}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ),
        )}
      </select>
    </span>
  )
}
