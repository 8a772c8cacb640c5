/** What the pages about Synology packages ask for. */
import { Spk, type SpkPackageDetail } from '@slipway/sdk'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { slipway } from '../../api/slipway.ts'
import { language } from '../../texts/index.ts'

import type { SynologySearch } from './search.ts'

/** Only this part of the SDK, for visitors need no other. */
const spk = new Spk(slipway.transport)

const A_PAGE = 48

export type ListedState = 'active' | 'archived' | 'pending' | 'all'

/** `mine`: only what one maintains. */
export const spksQuery = ({ q, category, arch }: SynologySearch, status: ListedState, mine = false) =>
  infiniteQueryOptions({
    queryKey: ['spk', 'packages', { q, category, arch, status, mine }],
    queryFn: ({ pageParam, signal }) =>
      spk.list(
        {
          q,
          category,
          arch,
          status,
          language: OWN_LANGUAGE,
          ...(mine && { maintainer: 'me' as const }),
          limit: A_PAGE,
          cursor: pageParam,
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  })

export const spkQuery = (name: string) =>
  queryOptions({ queryKey: ['spk', 'package', name], queryFn: ({ signal }) => spk.get(name, { signal }) })

export type AskedDevice = { arch: string; build: string; channel?: 'beta' | undefined }

export const explainQuery = (name: string, device: AskedDevice) =>
  queryOptions({
    queryKey: ['spk', 'package', name, 'explain', device],
    queryFn: ({ signal }) => spk.explain(name, device, { signal }),
  })

export const architecturesQuery = queryOptions({
  queryKey: ['spk', 'architectures'],
  queryFn: ({ signal }) => spk.listArchitectures({ signal }),
})
export const firmwaresQuery = queryOptions({
  queryKey: ['spk', 'firmwares'],
  queryFn: ({ signal }) => spk.listFirmwares({ signal }),
})

/** Where a file is; every host of the server has this address, whatever devices are told. */
export const fileAddress = (path: string): string => `/nas/${path.split('/').map(encodeURIComponent).join('/')}`

export type Version = SpkPackageDetail['versions'][number]
export type Build = Version['builds'][number]

/** How Synology calls the language of the pages. */
const OWN_LANGUAGE = language === 'de' ? 'ger' : 'enu'

/** In the language of the pages, or else in English. */
export const inOwnLanguage = (texts: Readonly<Record<string, string>> | undefined): string =>
  texts?.[OWN_LANGUAGE] || texts?.enu || ''

/** What people call a package. */
export const nameOf = (it: SpkPackageDetail): string => inOwnLanguage(it.versions[0]?.displayNames) || it.name
