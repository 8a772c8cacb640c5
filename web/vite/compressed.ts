/** Puts a `.br` and a `.gz` beside each text file of the build, so that the server compresses nothing itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const WORTH_IT = 256
const TEXT = /\.(?:js|css|html|svg|json|txt|webmanifest)$/

export const compressed = (): Plugin => ({
  name: 'slipway:compressed',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const { publicDir } = this.environment.config
      const written = new Map(readdirSync(publicDir).map((name) => [name, readFileSync(join(publicDir, name))]))
      for (const [fileName, file] of Object.entries(bundle)) {
        written.set(fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source))
      }
      for (const [fileName, bytes] of written) {
        // The shell is completed by the server before it is sent.
        if (!TEXT.test(fileName) || fileName.endsWith('.html') || bytes.length < WORTH_IT) continue
        const [br, gz] = await Promise.all([smallest(bytes), promisify(gzip)(bytes, { level: 9 })])
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: br })
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gz })
      }
    },
  },
})

const smallest = (bytes: Buffer): Promise<Buffer> =>
  promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } })
