import { expect, it } from 'vitest'
import { archOf, models } from './models.ts'

it('finds the architecture of a model however it is written, and takes architectures as they are', () => {
  const codes = ['apollolake', '88f628x']
  expect(archOf('DS918+', codes)).toBe('apollolake')
  expect(archOf(' synology ds 918+ ', codes)).toBe('apollolake')
  expect(archOf('APOLLOLAKE', codes)).toBe('apollolake')
  expect(archOf('DS918', codes)).toBeUndefined()
  expect(archOf('', codes)).toBeUndefined()
})

it('knows each model once', () => {
  expect(new Set(models.map(({ name }) => name)).size).toBe(models.length)
})
