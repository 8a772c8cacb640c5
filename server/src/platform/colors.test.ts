import { expect, it } from 'vitest'
import { colorPair } from './colors.ts'

it.each([
  ['#01596d', '#01596d'],
  ['#000000', '#000000'],
  ['#767676', '#767676'],
])('%s can be read on white', (color, light) => expect(colorPair(color)?.light).toBe(light))

it.each(['#777777', '#ffff00', '#fff', 'red', '01596d', ''])('%s is refused', (color) => {
  expect(colorPair(color)).toBeUndefined()
})

it('is lighter on dark ground', () => expect(colorPair('#000000')?.dark).toMatch(/^#([89a-f].){3}$/))
