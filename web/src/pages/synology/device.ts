/** The visitor's NAS, remembered by the browser from page to page. */
import { useState } from 'react'

const KEY = 'slipway-nas'
export type OwnDevice = { name: string; build: string | undefined }

function remembered(): OwnDevice {
  try {
    const { name, build } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<string, unknown>>
    return {
      name: typeof name === 'string' ? name : '',
      build: typeof build === 'string' ? build : undefined,
    }
  } catch {
    return { name: '', build: undefined }
  }
}

export function useOwnDevice(): [OwnDevice, (change: Partial<OwnDevice>) => void] {
  const [device, setDevice] = useState(remembered)
  const change = (part: Partial<OwnDevice>) => {
    const next = { ...device, ...part }
    setDevice(next)
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // A browser that keeps nothing asks again on the next page.
    }
  }
  return [device, change]
}
