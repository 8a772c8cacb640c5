import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { actions, formOf, problemCodes, problems } from '@slipway/contract'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { describe, expect, it } from 'vitest'
import { databases, startServer } from './harness/index.ts'

type Operation = {
  operationId?: string
  summary?: string
  responses: Record<string, unknown>
  'x-needs'?: { action: string; role: string; scope: string }
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

/** Every route of every app that is made while `work` runs. */
async function routesMadeBy<T>(work: () => Promise<T>): Promise<{ result: T; routes: RouteOptions[] }> {
  const routes: RouteOptions[] = []
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => void routes.push(route))
  }
  subscribe('fastify.initialization', listen)
  try {
    return { result: await work(), routes }
  } finally {
    unsubscribe('fastify.initialization', listen)
  }
}

describe('the API document', () => {
  const [database] = databases
  if (database === undefined) throw new Error('There is no database in this run')

  it('is valid OpenAPI 3.1', async () => {
    const { as } = await startServer({ database })
    const { text } = await as.anonymous.request('GET', '/api/v2/openapi.json')

    expect((JSON.parse(text) as Document).openapi).toBe('3.1.0')
    const config = await createConfig({
      rules: { struct: 'error', 'no-unresolved-refs': 'error', 'path-params-defined': 'error' },
    })
    const faults = await lintFromString({ source: text, config })
    expect(faults.map((fault) => `${fault.location[0]?.pointer ?? ''}: ${fault.message}`)).toEqual([])
  })

  it('says nothing of a form that a refusal could not say in words', async () => {
    const { as } = await startServer({ database })
    const { text } = await as.anonymous.request('GET', '/api/v2/openapi.json')
    const patterns = new Set<string>()
    JSON.parse(text, (key, value) => {
      if (key === 'pattern' && typeof value === 'string') patterns.add(value)
      return value
    })
    expect(patterns.size).toBeGreaterThan(10)
    expect([...patterns].filter((pattern) => formOf(pattern) === undefined)).toEqual([])
  })

  it('has every route of the native API, and says of each what it needs', async () => {
    const { result, routes } = await routesMadeBy(() => startServer({ database }))
    const document = (await result.as.anonymous.request('GET', '/api/v2/openapi.json')).json as Document
    const native = routes.filter(({ url, config }) => url.startsWith('/api/v2') && config?.operation !== undefined)

    const missing: string[] = []
    for (const { url, method, config } of native) {
      const path = url.replaceAll(/:(\w+)/g, '{$1}').replace(/\/$/, '')
      const methods = (Array.isArray(method) ? method : [method]).map((name) => name.toLowerCase())
      for (const name of methods) {
        // What HEAD answers is what GET says.
        const documented = document.paths[path]?.[name] ?? (name === 'head' ? document.paths[path]?.get : undefined)
        if (documented === undefined) missing.push(`${name} ${path}`)
        else if (name !== 'head') expect(documented.operationId).toBe(config?.operation)
      }
    }
    expect(missing).toEqual([])
    expect(native.length).toBeGreaterThan(60)

    const visible = routes.filter(
      ({ url, schema }) => url.startsWith('/api/v2') && !(schema as { hide?: boolean })?.hide,
    )
    expect(visible.filter((route) => route.config?.operation === undefined).map((route) => route.url)).toEqual([])
    for (const operations of Object.values(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        expect(operation.summary, operation.operationId).toBeTruthy()
        expect(Object.keys(operation.responses), operation.operationId).toContain('4XX')
        const needs = operation['x-needs']
        if (needs !== undefined) {
          const { needs: role, scope } = actions[needs.action as keyof typeof actions]
          expect(needs, `${method} ${operation.operationId}`).toMatchObject({ role, scope })
        }
      }
    }
  })

  it('gives the codes of problems distinct meanings with statuses of their own kind', () => {
    for (const code of problemCodes) {
      expect(problems[code].status).toBeGreaterThanOrEqual(400)
      expect(problems[code].title).toMatch(/\.$/)
    }
    expect(new Set(problemCodes.map((code) => problems[code].title)).size).toBe(problemCodes.length)
  })
})
