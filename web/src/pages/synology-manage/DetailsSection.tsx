import type { SpkPackageDetail } from '@slipway/sdk'
import { useState } from 'react'
import { errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { slipway } from '../../inside/slipway.ts'
import { formatDay } from '../../lib/format.ts'
import { Section } from '../../parts/Page.tsx'
import { logins } from './logins.ts'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

export function DetailsSection({ it }: { it: SpkPackageDetail }) {
  const [category, setCategory] = useState(it.category ?? '')
  const [people, setPeople] = useState(it.maintainers.map(({ login }) => login).join(', '))
  const [author, setAuthor] = useState(it.author ?? '')
  const save = useChange(() =>
    slipway.spk.update(it.name, {
      category: category.trim() === '' ? null : category.trim(),
      maintainers: logins(people),
      author: author.trim() === '' ? null : author.trim(),
    }),
  )
  return (
    <Section title={tn('admin.details')} hint={tn('admin.since', { day: formatDay(it.createdAt) })}>
      <Form action={save} verb={tn('admin.save')} done={tn('admin.saved')} onSend={() => save.mutate(undefined)}>
        <TextField label={tn('category')} value={category} onChange={setCategory} />
        <TextField
          label={tn('admin.maintainers')}
          description={tn('admin.maintainersHint')}
          value={people}
          exact
          error={errorOf(save, 'maintainers')}
          onChange={setPeople}
        />
        <TextField
          label={tn('admin.author')}
          description={tn('admin.authorHint')}
          value={author}
          exact
          error={errorOf(save, 'author')}
          onChange={setAuthor}
        />
      </Form>
    </Section>
  )
}
