import { TextInput } from '@mantine/core'
import type { SpkPackageDetail } from '@slipway/sdk'
import { type FormEvent, useState } from 'react'
import { slipway } from '../../inside/slipway.ts'
import { Button } from '../../parts/Button.tsx'
import { Section } from '../../parts/Page.tsx'
import { Failure } from './Failure.tsx'
import { logins } from './logins.ts'
import css from './Manage.module.css'
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
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(undefined)
  }
  return (
    <Section title={tn('admin.details')}>
      <form className={css.form} onSubmit={onSubmit}>
        <Failure error={save.error} />
        <TextInput
          label={tn('category')}
          value={category}
          onChange={(event) => setCategory(event.currentTarget.value)}
        />
        <TextInput
          label={tn('admin.maintainers')}
          description={tn('admin.maintainersHint')}
          value={people}
          onChange={(event) => setPeople(event.currentTarget.value)}
        />
        <TextInput
          label={tn('admin.author')}
          description={tn('admin.authorHint')}
          value={author}
          autoCapitalize="none"
          onChange={(event) => setAuthor(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending}>
          {tn('admin.save')}
        </Button>
        <span role="status" className="small">
          {save.isSuccess && tn('admin.saved')}
        </span>
      </form>
    </Section>
  )
}
