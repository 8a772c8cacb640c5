/** Settings of the site. */
import type { SiteSettings } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { serverQuery } from '../../api/queries.ts'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { ChoiceField, TextAreaField, TextField } from '../../inside/fields.tsx'
import { Inside } from '../../inside/Inside.tsx'
import { settingsQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'

type Tone = 'info' | 'warning'

export function SettingsPage() {
  const { data: settings } = useSuspenseQuery(settingsQuery)
  const { data: server } = useSuspenseQuery(serverQuery)
  return (
    <Inside title={ti('settings.title')} intro={ti('settings.intro')}>
      <SettingsForm settings={settings} mail={server.mail} />
    </Inside>
  )
}

function SettingsForm({ settings, mail }: { settings: SiteSettings; mail: boolean }) {
  const client = useQueryClient()
  const [name, setName] = useState(settings.name)
  const [text, setText] = useState(settings.banner?.text ?? '')
  const [tone, setTone] = useState<Tone>(settings.banner?.tone ?? 'info')
  const [readOnly, setReadOnly] = useState(settings.readOnly)
  const [registration, setRegistration] = useState(settings.registration)
  const action = useMutation({
    mutationFn: () =>
      slipway.site.update({
        name: name.trim(),
        banner: text.trim() === '' ? null : { text: text.trim(), tone },
        readOnly,
        registration,
      }),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved)
      return client.invalidateQueries({ queryKey: serverQuery.queryKey })
    },
  })
  return (
    <Form action={action} verb={ti('form.save')} done={ti('form.saved')} onSend={() => action.mutate()}>
      <TextField
        label={ti('settings.name')}
        description={ti('settings.nameHint')}
        value={name}
        error={errorOf(action, 'name')}
        onChange={setName}
      />
      <TextAreaField
        label={ti('settings.banner')}
        description={ti('settings.bannerHint')}
        rows={2}
        value={text}
        error={errorOf(action, 'text')}
        onChange={setText}
      />
      {text.trim() !== '' && (
        <ChoiceField
          label={ti('settings.tone')}
          value={tone}
          onChange={setTone}
          data={(['info', 'warning'] as const).map((value) => ({ value, label: ti(`settings.tones.${value}`) }))}
        />
      )}
      <Check
        label={ti('settings.readOnly')}
        hint={ti('settings.readOnlyHint')}
        checked={readOnly}
        onChange={setReadOnly}
      />
      <ChoiceField
        label={ti('settings.registration')}
        description={mail ? ti(`settings.registrationHints.${registration}`) : ti('settings.registrationOff')}
        value={registration}
        onChange={setRegistration}
        data={(['closed', 'approval', 'open'] as const).map((value) => ({
          value,
          label: ti(`settings.registrations.${value}`),
        }))}
      />
    </Form>
  )
}
