import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Which icons only the sources below one area use, as a test of module ids. Left to themselves they would land in the piece
 * of the area's entrance, and the piece of its pages, which is loaded by that, would need them before they are there.
 */
export function iconsOnlyOf(sources: string, area: RegExp): (id: string) => boolean {
  const [inside, elsewhere] = [new Set<string>(), new Set<string>()]
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name)) continue
    const file = join(sources, name).replaceAll('\\', '/')
    const imports = /import \{([^}]*)\} from '@tabler\/icons-react'/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
    const icons = area.test(file) ? inside : elsewhere
    for (const icon of imports.match(/Icon\w+/g) ?? []) icons.add(icon)
  }
  return (id) => {
    const icon = /@tabler\/icons-react\/.*\/(Icon\w+)\.m?js$/.exec(id)?.[1]
    return icon !== undefined && inside.has(icon) && !elsewhere.has(icon)
  }
}
