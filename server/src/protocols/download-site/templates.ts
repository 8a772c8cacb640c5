/**
 * Pages of the operator's own: a folder with `download.html`, perhaps `download_40x.html`, and `assets/`. They are Liquid
 * templates, which read like the Jinja ones of the old site and get the same values. What is edited shows at once.
 */
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { Liquid } from 'liquidjs'

const PAGE = 'download.html'
const ERROR_PAGE = 'download_40x.html'

/** Templates that cannot be used. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

/** A page is made while others wait: one that reads more, takes longer or holds more than this is none. */
const LIMITS = { parseLimit: 4_000_000, renderLimit: 2_000, memoryLimit: 100_000_000 }

export class Templates {
  readonly assets: string
  readonly #folder: string
  readonly #engine: Liquid
  readonly #log: Pick<FastifyBaseLogger, 'error'>

  private constructor(folder: string, engine: Liquid, log: Pick<FastifyBaseLogger, 'error'>) {
    this.#folder = folder
    this.#engine = engine
    this.#log = log
    this.assets = join(folder, 'assets')
  }

  /** Throws `TemplateError` when there is no page in the folder, or one that cannot be read. */
  static async open(path: string, log: Pick<FastifyBaseLogger, 'error'>): Promise<Templates> {
    const folder = resolve(path)
    // Few operators have any, and the library is not small.
    const { Liquid } = await import('liquidjs')
    const engine = new Liquid({ root: folder, outputEscape: 'escape', ownPropertyOnly: true, ...LIMITS })
    try {
      await engine.parseFile(PAGE)
      if (await isThere(join(folder, ERROR_PAGE))) await engine.parseFile(ERROR_PAGE)
    } catch (error) {
      throw new TemplateError(`downloadTemplates: ${(error as Error).message}`, { cause: error })
    }
    return new Templates(folder, engine, log)
  }

  /** Another one whenever a file beside the page was edited, added or taken away: they may be parts of it. */
  async stamp(): Promise<string> {
    const files = await readdir(this.#folder).catch(() => [])
    const stamps = files.sort().map(async (name) => {
      const file = await stat(join(this.#folder, name)).catch(() => undefined)
      return `${name} ${file?.mtimeMs} ${file?.size}`
    })
    return (await Promise.all(stamps)).join()
  }

  /** Undefined while the template cannot be used, as in the middle of an edit: the log says why. */
  page(values: object): Promise<string | undefined> {
    return this.#render(PAGE, values)
  }

  /** Undefined when there is none of the operator's own that can be used. */
  async errorPage(values: {
    error_code: number
    error_title: string
    error_message: string
  }): Promise<string | undefined> {
    return (await isThere(join(this.#folder, ERROR_PAGE))) ? this.#render(ERROR_PAGE, values) : undefined
  }

  async #render(name: string, values: object): Promise<string | undefined> {
    try {
      return await this.#engine.renderFile(name, values)
    } catch (error) {
      this.#log.error(`downloadTemplates: ${(error as Error).message}; the page that comes along is shown instead`)
      return undefined
    }
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
