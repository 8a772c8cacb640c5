/** Files on their way: what is said of each, how far it is, and two at a time being sent. */
import { blobSource, localUploadStore } from '@slipway/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { slipway } from '../../inside/slipway.ts'
import { type Facts, guessFacts, type Templates } from './guess.ts'

export type Sending = {
  id: number
  file: File
  facts: Facts
  state: 'ready' | 'waiting' | 'sending' | 'paused' | 'done' | 'failed'
  /** bytes */
  sent: number
  error: unknown
  /** of what was published */
  published: string | undefined
}

const AT_ONCE = 2
let nextId = 1

export function useUploads(app: string, templates: Templates) {
  const client = useQueryClient()
  const [items, setItems] = useState<readonly Sending[]>([])
  const running = useRef(new Map<number, AbortController>())

  const change = useCallback(
    (id: number, what: Partial<Sending>) =>
      setItems((all) => all.map((item) => (item.id === id ? { ...item, ...what } : item))),
    [],
  )

  const send = useCallback(
    async ({ id, file, facts }: Sending) => {
      const controller = new AbortController()
      running.current.set(id, controller)
      change(id, { state: 'sending', error: undefined })
      const options = {
        signal: controller.signal,
        store: localUploadStore(),
        onProgress: ({ sent }: { sent: number }) => change(id, { sent }),
        onResume: ({ sent }: { sent: number }) => change(id, { sent }),
      }
      try {
        const published = await publish(app, facts, file, options)
        change(id, { state: 'done', sent: file.size, published })
        client.invalidateQueries({ queryKey: ['apps', app], refetchType: 'none' })
      } catch (error) {
        change(id, controller.signal.aborted ? { state: 'paused' } : { state: 'failed', error })
      } finally {
        running.current.delete(id)
      }
    },
    [app, change, client],
  )

  // Whatever waits begins when there is room.
  useEffect(() => {
    const room = AT_ONCE - running.current.size
    const waiting = items.filter((item) => item.state === 'waiting' && !running.current.has(item.id))
    for (const item of waiting.slice(0, Math.max(0, room))) send(item)
  }, [items, send])

  const busy = items.some(({ state }) => state === 'sending' || state === 'waiting')
  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [busy])
  useEffect(() => {
    const all = running.current
    return () => {
      for (const controller of all.values()) controller.abort()
    }
  }, [])

  return {
    items,
    busy,
    add: (files: Iterable<File>) => {
      const added = [...files].map(
        (file): Sending => ({
          id: nextId++,
          file,
          facts: guessFacts(file.name, templates),
          state: 'ready',
          sent: 0,
          error: undefined,
          published: undefined,
        }),
      )
      setItems((all) => [...all, ...added])
    },
    describe: (id: number, facts: Partial<Facts>) =>
      setItems((all) => all.map((item) => (item.id === id ? { ...item, facts: { ...item.facts, ...facts } } : item))),
    /** Of all that are not on their way yet. */
    describeAll: (facts: Partial<Facts>) =>
      setItems((all) =>
        all.map((item) => (item.state === 'ready' ? { ...item, facts: { ...item.facts, ...facts } } : item)),
      ),
    start: (id: number) => change(id, { state: 'waiting' }),
    startAll: () =>
      setItems((all) =>
        all.map((item) => (item.state === 'ready' && isWhole(item.facts) ? { ...item, state: 'waiting' } : item)),
      ),
    pause: (id: number) => {
      const controller = running.current.get(id)
      if (controller === undefined) change(id, { state: 'paused' })
      else controller.abort()
    },
    remove: (id: number) => setItems((all) => all.filter((item) => item.id !== id)),
  }
}

/** Whether all that must be said is said. */
export const isWhole = ({ kind, baseName, os, arch, revision, appRevision, version }: Facts): boolean =>
  [baseName, os, arch, revision, kind === 'extension' ? appRevision : version].every((value) => value.trim() !== '')

type Options = Parameters<typeof slipway.packages.upload>[3]

async function publish(app: string, facts: Facts, file: File, options: Options): Promise<string> {
  const { kind, os, arch, revision, appRevision, version } = facts
  const shared = { baseName: facts.baseName.trim(), os: os as 'linux', arch, revision: revision.trim() }
  const source = blobSource(file)
  if (kind === 'package') {
    const { package: made } = await slipway.packages.upload(
      app,
      { ...shared, version: version.trim() },
      source,
      options,
    )
    return made.id
  }
  const input = { ...shared, appRevision: appRevision.trim() }
  const { extension: made } = await slipway.extensions.upload(app, input, source, options)
  return made.id
}
