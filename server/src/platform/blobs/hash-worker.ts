/**
 * The code that runs on the hashing threads, and the messages it understands. It is plain JavaScript in a string
 * because it must start both from TypeScript sources and from the single-file bundle, where no second file exists.
 */

export type HashAlgorithm = 'sha256' | 'sha512' | 'md5'

/** A lane is one running hash. A ticket is answered once; messages without one are not answered. */
export type ToWorker =
  | { op: 'start'; lane: number; algorithm: HashAlgorithm }
  | { op: 'update'; lane: number; ticket: number; memory: SharedArrayBuffer; length: number }
  | { op: 'digest'; lane: number; ticket: number }
  | { op: 'drop'; lane: number }

export type FromWorker = { ticket: number; digest?: string; error?: string }

export const hashWorkerCode = `
'use strict'
const { parentPort } = require('node:worker_threads')
const { createHash } = require('node:crypto')
const { readlinkSync } = require('node:fs')
const { setPriority } = require('node:os')
const lanes = new Map()

// Where cores are few, hashing takes what answering leaves. On Linux a priority is that of one thread; elsewhere the
// file is not there, and all stays as it is.
try {
  setPriority(Number(readlinkSync('/proc/thread-self').split('/').pop()), 10)
} catch {}

function running(lane) {
  const hash = lanes.get(lane)
  if (!hash) throw new Error('no such lane')
  return hash
}

function obey(message) {
  switch (message.op) {
    case 'start':
      lanes.set(message.lane, createHash(message.algorithm))
      return {}
    case 'update':
      running(message.lane).update(new Uint8Array(message.memory, 0, message.length))
      return {}
    case 'digest': {
      const digest = running(message.lane).digest('hex')
      lanes.delete(message.lane)
      return { digest }
    }
    case 'drop':
      lanes.delete(message.lane)
      return {}
  }
}

parentPort.on('message', (message) => {
  let answer
  try {
    answer = obey(message)
  } catch (error) {
    lanes.delete(message.lane)
    answer = { error: String(error) }
  }
  if (message.ticket !== undefined) parentPort.postMessage({ ticket: message.ticket, ...answer })
})
`
