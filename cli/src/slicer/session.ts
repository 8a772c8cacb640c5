/** Where the server is, and who is calling: the options that stand before the command. */

import { SlicerPackageClient } from '@slipway/sdk/slicer'
import { ask, stopAsking } from './prompt.ts'
import { UsageFailure } from './usage.ts'

export type GlobalOptions = {
  apiUrl?: string
  apiKey?: string
  username?: string
  password?: string
  host?: string
  scheme?: string
  port?: string
  apiRoot?: string
  certificate?: string
}

const EXCLUSIVE = { host: '--host', scheme: '--scheme', port: '--port', apiRoot: '--api-root' } as const

/** The address of the API. Throws `UsageFailure`. */
function apiUrlOf(options: GlobalOptions): string {
  if (options.apiUrl !== undefined) {
    for (const [name, flag] of Object.entries(EXCLUSIVE)) {
      if (options[name as keyof typeof EXCLUSIVE] !== undefined) {
        throw new UsageFailure(`Option "--api-url" and option "${flag}" are mutually exclusive.`)
      }
    }
    if (options.certificate !== undefined) throw certificateNeedsHttps()
    return options.apiUrl
  }
  const { host = 'localhost', apiRoot = 'api/v1' } = options
  const isHere = host === 'localhost'
  const scheme = options.scheme ?? (isHere ? 'http' : 'https')
  if (options.certificate !== undefined && scheme !== 'https') throw certificateNeedsHttps()
  const port = options.port ?? (scheme === 'https' ? '443' : isHere ? '8080' : '80')
  return `${scheme}://${host}:${port}/${apiRoot.replace(/^\/+/, '')}`
}

const certificateNeedsHttps = () => new UsageFailure('A URI scheme of "https" is required for option "--certificate"')

/** A client that is logged in, if there is anything to log in with. The key wins. */
export async function openClient(options: GlobalOptions): Promise<SlicerPackageClient> {
  const client = new SlicerPackageClient({
    url: apiUrlOf(options),
    onWarning: (message) => process.stderr.write(`Warning: ${message}\n`),
  })
  if (options.apiKey) await client.authenticate({ apiKey: options.apiKey })
  else if (options.username) {
    const password = options.password ?? (await askPassword(options.username))
    await client.authenticate({ username: options.username, password })
  }
  return client
}

async function askPassword(username: string): Promise<string> {
  const title = `Login or email: ${username}\nPassword for ${username}`
  if (!process.stdin.isTTY) {
    const answer = await ask(title)
    stopAsking()
    return answer
  }
  const { default: password } = await import('@inquirer/password')
  return password({ message: title }, { output: process.stderr })
}
