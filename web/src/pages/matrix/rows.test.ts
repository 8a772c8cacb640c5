import { describe, expect, it } from 'vitest'
import { type Cell, categoriesOf, type Row, rowsShown } from './rows.ts'

const row = (baseName: string, category: string | null, ...states: Cell['state'][]): Row => ({
  baseName,
  category,
  tier: null,
  cells: states.map((state) => ({ state, id: null, revision: null, before: null })),
})
const rows = [
  row('Whole', 'Maps', 'same', 'changed'),
  row('Lost', 'Maps', 'same', 'missing'),
  row('Never', 'Filters', 'new', 'none'),
  row('Plain', null, 'same', 'same'),
]
const names = (search: Parameters<typeof rowsShown>[1]) => rowsShown(rows, search).map(({ baseName }) => baseName)

describe('a matrix shows', () => {
  it.each([
    [{}, ['Whole', 'Lost', 'Never', 'Plain']],
    [{ show: 'missing' }, ['Lost', 'Never']],
    [{ show: 'lost' }, ['Lost']],
    [{ show: 'changed' }, ['Whole']],
    [{ show: 'new' }, ['Never']],
    [{ category: 'Maps' }, ['Whole', 'Lost']],
    [{ category: 'Maps', show: 'missing' }, ['Lost']],
    [{ q: 'L' }, ['Whole', 'Lost', 'Plain']],
  ] as const)('%o', (search, shown) => expect(names(search)).toEqual(shown))

  it('offers each category once', () => expect(categoriesOf(rows)).toEqual(['Filters', 'Maps']))
})
