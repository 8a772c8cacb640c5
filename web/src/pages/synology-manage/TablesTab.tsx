/** The tables that decide what can be uploaded and asked for. */
import { IconX } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ChoiceField, TextField } from '../../inside/fields.tsx'
import { slipway } from '../../inside/slipway.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Section } from '../../parts/Page.tsx'
import { architecturesQuery, firmwaresQuery } from '../synology/queries.ts'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { RefusedDevices } from './RefusedDevices.tsx'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

const languagesQuery = queryOptions({
  queryKey: ['spk', 'languages'],
  queryFn: ({ signal }) => slipway.spk.listLanguages({ signal }),
})
const servicesQuery = queryOptions({
  queryKey: ['spk', 'services'],
  queryFn: ({ signal }) => slipway.spk.listServices({ signal }),
})

export function TablesTab() {
  const { data: architectures = [] } = useQuery(architecturesQuery)
  const { data: firmwares = [] } = useQuery(firmwaresQuery)
  const { data: languages = [] } = useQuery(languagesQuery)
  const { data: services = [] } = useQuery(servicesQuery)
  return (
    <>
      <RefusedDevices architectures={architectures} languages={languages.map(({ code }) => code)} />
      <Entries
        title={tn('admin.architectures')}
        entries={architectures.map((code) => ({ key: code, text: code }))}
        fields={[['code', tn('admin.architecture')]]}
        add={({ code = '' }) => slipway.spk.addArchitecture(code)}
        remove={(code) => slipway.spk.removeArchitecture(code)}
      />
      <Entries
        title={tn('admin.firmwares')}
        entries={firmwares.map(({ build, version, type }) => ({
          key: String(build),
          text: `${type.toUpperCase()} ${version}-${build}`,
        }))}
        fields={[
          ['version', tn('admin.firmwareVersion')],
          ['build', tn('admin.firmwareBuild')],
        ]}
        choice={{ name: 'type', label: tn('admin.firmwareType'), values: ['dsm', 'srm'] }}
        add={({ version = '', build, type }) =>
          slipway.spk.addFirmware({ version, build: Number(build), type: type === 'srm' ? 'srm' : 'dsm' })
        }
        remove={(build) => slipway.spk.removeFirmware(Number(build))}
      />
      <Entries
        title={tn('admin.languages')}
        entries={languages.map(({ code, name }) => ({ key: code, text: `${code} · ${name}` }))}
        fields={[
          ['code', tn('admin.languageCode')],
          ['name', tn('admin.languageName')],
        ]}
        add={({ code = '', name = '' }) => slipway.spk.addLanguage({ code, name })}
        remove={(code) => slipway.spk.removeLanguage(code)}
      />
      <Entries
        title={tn('admin.services')}
        entries={services.map((code) => ({ key: code, text: code }))}
        fields={[['code', tn('admin.service')]]}
        add={({ code = '' }) => slipway.spk.addService(code)}
        remove={(code) => slipway.spk.removeService(code)}
      />
    </>
  )
}

type Values = Record<string, string | undefined>
type Props = {
  title: string
  entries: readonly { key: string; text: string }[]
  fields: readonly (readonly [name: string, label: string])[]
  choice?: { name: string; label: string; values: readonly string[] }
  add: (values: Values) => Promise<void>
  remove: (key: string) => Promise<void>
}

function Entries({ title, entries, fields, choice, add, remove }: Props): ReactNode {
  const [values, setValues] = useState<Values>({})
  const adding = useChange(
    () => add(values),
    () => setValues({}),
  )
  const removing = useChange(remove)
  const complete = fields.every(([name]) => (values[name] ?? '').trim() !== '')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (complete) adding.mutate(undefined)
  }
  return (
    <Section title={title}>
      <ul className={css.codes}>
        {entries.map(({ key, text }) => (
          <li key={key} className={css.code}>
            {text}
            <IconButton aria-label={tn('admin.removeThing', { thing: text })} onClick={() => removing.mutate(key)}>
              <IconX size={14} stroke={1.75} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <Failure error={adding.error ?? removing.error} />
      <form className={css.inline} onSubmit={onSubmit}>
        {fields.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            value={values[name] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
          />
        ))}
        {choice !== undefined && (
          <ChoiceField
            label={choice.label}
            value={values[choice.name] ?? choice.values[0] ?? ''}
            data={choice.values.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(value) => setValues((before) => ({ ...before, [choice.name]: value }))}
          />
        )}
        <Button type="submit" variant="default" loading={adding.isPending}>
          {tn('admin.add')} <span className="hidden-visually">{title}</span>
        </Button>
      </form>
    </Section>
  )
}
