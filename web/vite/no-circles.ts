import type { Plugin } from 'vite'

/** Pieces that load each other in a circle run before what they need is there: refused, however they came about. */
export const noCircles = (): Plugin => ({
  name: 'no-circles',
  generateBundle(_options, bundle) {
    const done = new Set<string>()
    const visit = (name: string, path: readonly string[]): void => {
      const piece = bundle[name]
      if (piece?.type !== 'chunk' || done.has(name)) return
      if (path.includes(name)) {
        const circle = path.slice(path.indexOf(name))
        const smallest = circle.map((one) => bundle[one]).flatMap((it) => (it?.type === 'chunk' ? [it.moduleIds] : []))
        const modules = smallest.toSorted((a, b) => a.length - b.length)[0]
        this.error(`Pieces need each other: ${circle.join(', ')}. The smallest has ${modules?.join(', ')}`)
      }
      for (const next of piece.imports) visit(next, [...path, name])
      done.add(name)
    }
    for (const name of Object.keys(bundle)) visit(name, [])
  },
})
