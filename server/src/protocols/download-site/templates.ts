/**
 * Pages of the operator's own: a folder with `download.html`, perhaps `download_40x.html`, and `assets/`. They are Liquid
 * templates, which read like the Jinja ones of the old site and get the same values. What is edited shows at once.
 */
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Liquid } from 'liquidjs'

const PAGE = 'download.html'
const ERROR_PAGE = 'download_40x.html'

/** Templates that cannot be used. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

export class Templates {
  readonly assets: string
  readonly #folder: string
  readonly #engine: Liquid
  readonly #hasErrorPage: boolean

  private constructor(folder: string, engine: Liquid, hasErrorPage: boolean) {
    this.#folder = folder
    this.#engine = engine
    this.#hasErrorPage = hasErrorPage
    this.assets = join(folder, 'assets')
  }

  /** Throws `TemplateError` when there is no page in the folder, or one that cannot be read. */
  static async open(path: string): Promise<Templates> {
    const folder = resolve(path)
    // Few operators have any, and the library is not small.
    const { Liquid } = await import('liquidjs')
    const engine = new Liquid({ root: folder, outputEscape: 'escape', ownPropertyOnly: true })
    const hasErrorPage = (await stampOf(join(folder, ERROR_PAGE))) !== undefined
    try {
      await engine.parseFile(PAGE)
      if (hasErrorPage) await engine.parseFile(ERROR_PAGE)
    } catch (error) {
      throw new TemplateError(`downloadTemplates: ${(error as Error).message}`, { cause: error })
    }
    return new Templates(folder, engine, hasErrorPage)
  }

  /** Another one whenever the page was edited. */
  async stamp(): Promise<number> {
    return (await stampOf(join(this.#folder, PAGE))) ?? 0
  }

  page(values: object): Promise<string> {
    return this.#engine.renderFile(PAGE, values)
  }

  /** Undefined when there is none of the operator's own. */
  async errorPage(values: {
    error_code: number
    error_title: string
    error_message: string
  }): Promise<string | undefined> {
    return this.#hasErrorPage ? this.#engine.renderFile(ERROR_PAGE, values) : undefined
  }
}

const stampOf = async (path: string): Promise<number | undefined> => (await stat(path).catch(() => undefined))?.mtimeMs
