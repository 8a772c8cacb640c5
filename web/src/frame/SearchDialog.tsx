/** The search: one field, results in groups, chosen by arrow keys or pointer. */
import { IconSearch, IconX } from '@tabler/icons-react'
import { type LinkProps, useNavigate, useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { platformName } from '../lib/platform.ts'
import { useDebounced } from '../lib/useDebounced.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { explain } from '../parts/ProblemView.tsx'
import { t } from '../texts/index.ts'
import css from './SearchDialog.module.css'
import { useSearch } from './useSearch.ts'

type Hit = { key: string; text: string; more: string; to: LinkProps }
type Group = { title: string; hits: Hit[] }

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const navigate = useNavigate()
  const router = useRouter()
  const list = useId()
  const q = useDebounced(text.trim(), 150)
  const search = useSearch(q)
  const { pending, error } = search
  const groups = grouped(search, q)
  const hits = groups.flatMap((group) => group.hits)
  const chosen = hits[Math.min(at, hits.length - 1)]

  const open = (hit: Hit | undefined) => {
    if (hit === undefined) return
    onClose()
    navigate(hit.to)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && hits.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, hits.length - 1) + step + hits.length) % hits.length)
    }
    if (event.key === 'Enter') open(chosen)
  }

  return (
    <Dialog label={t('search.title')} onClose={onClose}>
      <div className={css.field}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={hits.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen && `${list}-${chosen.key}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('search.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
        <button type="button" className={css.close} aria-label={t('site.close')} onClick={onClose}>
          <IconX size={18} stroke={1.75} aria-hidden />
        </button>
      </div>
      <div className={css.results} data-pending={pending}>
        <p role="status" className={hits.length === 0 ? css.hint : 'hidden-visually'}>
          {error !== null ? explain(error) : status(q, text.trim(), pending, hits.length)}
        </p>
        <div id={list} role="listbox" aria-label={t('search.results')}>
          {groups.map(({ title, hits: inGroup }) => (
            // biome-ignore lint/a11y/useSemanticElements: groups within a listbox have no element of their own
            <div key={title} role="group" aria-label={title} className={css.group}>
              <p aria-hidden="true">{title}</p>
              {inGroup.map((hit) => (
                <a
                  key={hit.key}
                  id={`${list}-${hit.key}`}
                  role="option"
                  aria-selected={hit === chosen}
                  tabIndex={-1}
                  href={router.buildLocation(hit.to as never).href}
                  className={css.hit}
                  onPointerMove={() => setAt(hits.indexOf(hit))}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return
                    event.preventDefault()
                    open(hit)
                  }}
                >
                  <span>{hit.text}</span>
                  <span className="quiet small">{hit.more}</span>
                </a>
              ))}
            </div>
          ))}
        </div>
      </div>
      <div className={css.foot}>
        <span className={css.keys}>{t('search.keys')}</span>
      </div>
    </Dialog>
  )
}

function status(q: string, typed: string, pending: boolean, count: number): string {
  if (typed === '') return t('search.start')
  if (count > 0) return t('search.found', { count })
  return pending || q !== typed ? '' : t('search.nothing', { q })
}

function grouped({ found, apps, nas, app: within }: ReturnType<typeof useSearch>, q: string): Group[] {
  const { releases = [], packages = [], extensions = [] } = found ?? {}
  /** Which application it is of, where that is not clear. */
  const of = (it: { appName: string }, more: string) =>
    [within === undefined ? it.appName : '', more].filter(Boolean).join(' · ')
  const groups: Group[] = [
    {
      title: t('search.apps'),
      hits: apps.map((it) => ({
        key: `app-${it.slug}`,
        text: it.name,
        more: '',
        to: { to: '/apps/$app', params: { app: it.slug } },
      })),
    },
    {
      title: t('search.releases'),
      hits: releases.map((it) => ({
        key: it.release.id,
        text: it.release.name,
        more: of(it, t(`stage.${it.release.stage}`)),
        to: { to: '/apps/$app/releases/$release', params: { app: it.app, release: it.release.name } },
      })),
    },
    {
      title: t('search.packages'),
      hits: packages.map((it) => ({
        key: it.id,
        text: `${it.baseName} ${it.version}`,
        more: of(it, `${platformName(it)} · ${it.release}`),
        to: { to: '/apps/$app/packages/$package', params: { app: it.app, package: it.id } },
      })),
    },
    {
      title: t('search.extensions'),
      hits: extensions.map((it) => ({
        key: `extension-${it.app}-${it.baseName}`,
        text: it.baseName,
        more: of(it, it.category ?? ''),
        to: { to: '/apps/$app/extensions/$name', params: { app: it.app, name: it.baseName } },
      })),
    },
  ]
  const first = extensions[0]
  const ofNas: Group = {
    title: t('search.nas'),
    hits: nas.map((it) => ({
      key: `nas-${it.id}`,
      text: it.displayName,
      more: it.category ?? '',
      to: { to: '/synology/packages/$package', params: { package: it.name } },
    })),
  }
  if (first !== undefined) {
    groups[3]?.hits.push({
      key: 'all',
      text: t('search.allExtensions', { q }),
      more: of(first, ''),
      to: { to: '/apps/$app/extensions', params: { app: first.app }, search: { q } },
    })
  }
  return [...groups, ofNas].filter(({ hits }) => hits.length > 0)
}
