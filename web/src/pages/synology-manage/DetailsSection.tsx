import { TextInput } from '@mantine/core'
import type { SpkPackageDetail } from '@slipway/sdk'
import { useState } from 'react'
import { errorOf, Form } from '../../inside/Form.tsx'
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
        <TextInput
          label={tn('category')}
          value={category}
          onChange={(event) => setCategory(event.currentTarget.value)}
        />
        <TextInput
          label={tn('admin.maintainers')}
          description={tn('admin.maintainersHint')}
          value={people}
          autoCapitalize="none"
          spellCheck={false}
          error={errorOf(save, 'maintainers')}
          onChange={(event) => setPeople(event.currentTarget.value)}
        />
        <TextInput
          label={tn('admin.author')}
          description={tn('admin.authorHint')}
          value={author}
          autoCapitalize="none"
          spellCheck={false}
          error={errorOf(save, 'author')}
          onChange={(event) => setAuthor(event.currentTarget.value)}
        />
      </Form>
    </Section>
  )
}
