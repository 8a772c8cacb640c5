/** Facts of an application: to create one, and to change it. */
import type { App } from '@slipway/sdk'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Check, errorOf, Form } from './Form.tsx'
import { TextAreaField, TextField } from './fields.tsx'
import { slipway } from './slipway.ts'
import { ti } from './texts/index.ts'

const PACKAGES = '{baseName}_{os}_{arch}_{revision}'
const EXTENSIONS = '{app_revision}_{baseName}_{os}_{arch}_{revision}'

export function AppForm({ app, onSaved }: { app?: App; onSaved: (app: App) => void }) {
  const [name, setName] = useState(app?.name ?? '')
  const [slug, setSlug] = useState(app?.slug ?? '')
  const [description, setDescription] = useState(app?.description ?? '')
  const [homepage, setHomepage] = useState(app?.homepage ?? '')
  const [collection, setCollection] = useState('')
  const [isPublic, setPublic] = useState(app?.public ?? true)
  const [packages, setPackages] = useState(app?.applicationPackageNameTemplate ?? PACKAGES)
  const [extensions, setExtensions] = useState(app?.extensionPackageNameTemplate ?? EXTENSIONS)
  const given = (text: string) => (text.trim() === '' ? undefined : text.trim())
  const action = useMutation({
    mutationFn: () => {
      const facts = {
        name: name.trim(),
        slug: given(slug),
        description,
        public: isPublic,
        applicationPackageNameTemplate: packages,
        extensionPackageNameTemplate: extensions,
      }
      return app === undefined
        ? slipway.apps.create({ ...facts, homepage: given(homepage), collection: given(collection) })
        : slipway.apps.update(app.slug, { ...facts, homepage: given(homepage) ?? null })
    },
    onSuccess: onSaved,
  })
  return (
    <Form
      action={action}
      verb={app === undefined ? ti('apps.create') : ti('form.save')}
      done={ti('form.saved')}
      onSend={() => action.mutate()}
    >
      <TextField label={ti('account.name')} value={name} error={errorOf(action, 'name')} onChange={setName} />
      <TextField
        label={ti('apps.slug')}
        description={ti('apps.slugHint')}
        spellCheck={false}
        value={slug}
        error={errorOf(action, 'slug')}
        onChange={setSlug}
      />
      <TextAreaField
        label={ti('apps.description')}
        autosize={false}
        rows={4}
        value={description}
        error={errorOf(action, 'description')}
        onChange={setDescription}
      />
      <TextField
        type="url"
        label={ti('apps.homepage')}
        value={homepage}
        error={errorOf(action, 'homepage')}
        onChange={setHomepage}
      />
      {app === undefined && (
        <TextField
          label={ti('apps.collection')}
          description={ti('apps.collectionHint')}
          value={collection}
          error={errorOf(action, 'collection')}
          onChange={setCollection}
        />
      )}
      <Check label={ti('apps.public')} hint={ti('apps.publicHint')} checked={isPublic} onChange={setPublic} />
      <TextField
        label={ti('apps.packageTemplate')}
        description={ti('apps.templateHint')}
        spellCheck={false}
        value={packages}
        error={errorOf(action, 'applicationPackageNameTemplate')}
        onChange={setPackages}
      />
      <TextField
        label={ti('apps.extensionTemplate')}
        spellCheck={false}
        value={extensions}
        error={errorOf(action, 'extensionPackageNameTemplate')}
        onChange={setExtensions}
      />
    </Form>
  )
}
