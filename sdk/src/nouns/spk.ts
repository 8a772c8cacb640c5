import { answer, asSent, type CallOptions, done, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api, Transport } from '../client.ts'
import type {
  SpkBuildAction,
  SpkBuildEntry,
  SpkBuildPage,
  SpkBuildResults,
  SpkExplanation,
  SpkFirmware,
  SpkKey,
  SpkKeyList,
  SpkLanguage,
  SpkMember,
  SpkOverview,
  SpkPackage,
  SpkPackageChange,
  SpkPackageDetail,
  SpkPackageInput,
  SpkPackagePage,
  SpkRefusedDevice,
  SpkRepository,
  SpkRoleInput,
  SpkStatistics,
  SpkUploaded,
} from '../generated/api.ts'
import { bodyOf } from '../problem.ts'
import type { UploadOptions } from '../uploads/options.ts'
import type { UploadSource } from '../uploads/source.ts'

/** Synology packages: versions, builds, what devices get and why, and the tables behind it. */
export class Spk {
  readonly #api: Api
  readonly #transport: Transport
  constructor(transport: Transport) {
    this.#api = transport.api
    this.#transport = transport
  }

  /** What there is as a whole, and what the caller is there. */
  repository(options?: CallOptions): Promise<SpkRepository> {
    return answer(this.#api.GET('/api/v2/spk', init(options)))
  }

  /** What there is to look after, and what was downloaded most in `days` (up to 90). */
  overview(days: number, options?: CallOptions): Promise<SpkOverview> {
    return answer(this.#api.GET('/api/v2/spk/overview', { params: { query: { days } }, ...init(options) }))
  }

  /** By name. */
  list(query: Given<Query<'listSpkPackages'>> = {}, options?: CallOptions): Promise<SpkPackagePage> {
    const params = { query: query as Query<'listSpkPackages'> }
    return answer(this.#api.GET('/api/v2/spk/packages', { params, ...init(options) }))
  }

  /** All of them, page by page. */
  iterate(query: Given<Query<'listSpkPackages'>> = {}, options?: CallOptions): AsyncGenerator<SpkPackage, void> {
    return everyItem((cursor) => this.list({ ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** With all versions and builds, active or not. */
  get(name: string, options?: CallOptions): Promise<SpkPackageDetail> {
    return answer(this.#api.GET('/api/v2/spk/packages/{package}', { params: path(name), ...init(options) }))
  }

  /** Downloads in the last 90 days. */
  statistics(name: string, options?: CallOptions): Promise<SpkStatistics> {
    return answer(this.#api.GET('/api/v2/spk/packages/{package}/statistics', { params: path(name), ...init(options) }))
  }

  /** Why a device gets what it gets. */
  explain(name: string, device: Given<Query<'explainSpk'>>, options?: CallOptions): Promise<SpkExplanation> {
    const params = { ...path(name), query: device as Query<'explainSpk'> }
    return answer(this.#api.GET('/api/v2/spk/packages/{package}/explain', { params, ...init(options) }))
  }

  /** A package without builds, so that its maintainers can upload them. */
  create(input: Given<SpkPackageInput>, options?: CallOptions): Promise<SpkPackageDetail> {
    return answer(this.#api.POST('/api/v2/spk/packages', { body: asSent<SpkPackageInput>(input), ...init(options) }))
  }

  /** Changes people and category, or approves it. */
  update(name: string, change: Given<SpkPackageChange>, options?: CallOptions): Promise<SpkPackageDetail> {
    return answer(
      this.#api.PATCH('/api/v2/spk/packages/{package}', {
        params: path(name),
        body: asSent<SpkPackageChange>(change),
        ...init(options),
      }),
    )
  }

  /** With all versions, for good. */
  delete(name: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/spk/packages/{package}', { params: path(name), ...init(options) }))
  }

  /** With all its builds, for good. */
  deleteVersion(name: string, version: number, options?: CallOptions): Promise<void> {
    const params = { path: { package: name, version } }
    return done(this.#api.DELETE('/api/v2/spk/packages/{package}/versions/{version}', { params, ...init(options) }))
  }

  /** Of all packages one looks after, newest first. */
  listBuilds(query: Given<Query<'listSpkBuilds'>> = {}, options?: CallOptions): Promise<SpkBuildPage> {
    const params = { query: query as Query<'listSpkBuilds'> }
    return answer(this.#api.GET('/api/v2/spk/builds', { params, ...init(options) }))
  }

  /** All of them, page by page. */
  iterateBuilds(query: Given<Query<'listSpkBuilds'>> = {}, options?: CallOptions): AsyncGenerator<SpkBuildEntry, void> {
    return everyItem((cursor) => this.listBuilds({ ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** Each build has its own result. `dryRun` changes nothing and refuses the same. */
  async act(
    action: SpkBuildAction['action'],
    builds: readonly string[],
    { dryRun, ...options }: CallOptions & { dryRun?: boolean | undefined } = {},
  ): Promise<SpkBuildResults['items']> {
    const body = { action, builds: [...builds], ...(dryRun && { dryRun }) }
    return (await answer(this.#api.POST('/api/v2/spk/builds/actions', { body, ...init(options) }))).items
  }

  /** Sends an SPK as one request. The build is not active before somebody activates it. */
  async upload(source: UploadSource, options: UploadOptions = {}): Promise<SpkUploaded> {
    const { url, send } = this.#transport
    options.onProgress?.({ sent: 0, size: source.size })
    const bytes = source.read(0, source.size)
    await source.check?.()
    const request = new Request(`${url}/api/v2/spk/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes instanceof Blob ? bytes : streamOf(bytes, source.size, options),
      signal: options.signal ?? null,
      // Node sends a stream only when it is told that the answer comes afterwards.
      ...({ duplex: 'half' } as object),
    })
    const response = await send(request)
    const uploaded = await bodyOf<SpkUploaded>(response)
    options.onProgress?.({ sent: source.size, size: source.size })
    return uploaded
  }

  /** Answers its path below the device address. */
  async addScreenshot(name: string, picture: Blob & { name?: string }, options?: CallOptions): Promise<string> {
    const { url, send } = this.#transport
    const query = new URLSearchParams({ fileName: picture.name ?? 'screenshot.png' })
    const request = new Request(`${url}/api/v2/spk/packages/${encodeURIComponent(name)}/screenshots?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: picture,
      signal: options?.signal ?? null,
    })
    const response = await send(request)
    return (await bodyOf<{ path: string }>(response)).path
  }

  /** Takes one away, by its number. */
  removeScreenshot(name: string, number: number, options?: CallOptions): Promise<void> {
    const params = { path: { package: name, number } }
    return done(this.#api.DELETE('/api/v2/spk/packages/{package}/screenshots/{number}', { params, ...init(options) }))
  }

  /** Developers and package administrators, by login. */
  async listRoles(options?: CallOptions): Promise<SpkMember[]> {
    return (await answer(this.#api.GET('/api/v2/spk/roles', init(options)))).items
  }

  /** `null` takes the role away. */
  setRole(account: string, role: SpkRoleInput['role'] | null, options?: CallOptions): Promise<void> {
    const params = { path: { account } }
    if (role === null) return done(this.#api.DELETE('/api/v2/spk/roles/{account}', { params, ...init(options) }))
    return done(this.#api.PUT('/api/v2/spk/roles/{account}', { params, body: { role }, ...init(options) }))
  }

  /** The key ring, oldest first. For administrators. */
  listKeys(options?: CallOptions): Promise<SpkKeyList> {
    return answer(this.#api.GET('/api/v2/spk/keys', init(options)))
  }

  /** `name`: who it is of. The first key signs at once. */
  createKey(name: string, options?: CallOptions): Promise<SpkKey> {
    return answer(this.#api.POST('/api/v2/spk/keys', { body: { name }, ...init(options) }))
  }

  /** `key`: as gpg exports it with `--armor`. */
  importKey(key: string, options?: CallOptions): Promise<SpkKey> {
    return answer(this.#api.POST('/api/v2/spk/keys/import', { body: { key }, ...init(options) }))
  }

  /** New signatures are made with it. */
  signWith(key: string, options?: CallOptions): Promise<SpkKey> {
    return answer(this.#api.POST('/api/v2/spk/keys/{key}/use', { params: { path: { key } }, ...init(options) }))
  }

  /** Devices do not get it any more. */
  retireKey(key: string, options?: CallOptions): Promise<SpkKey> {
    return answer(this.#api.POST('/api/v2/spk/keys/{key}/retire', { params: { path: { key } }, ...init(options) }))
  }

  /** Has what other keys signed signed with the present one; answers how many builds that are. */
  async signAnew(options?: CallOptions): Promise<number> {
    return (await answer(this.#api.POST('/api/v2/spk/keys/sign-anew', init(options)))).builds
  }

  /** The architectures that packages can be built for. */
  async listArchitectures(options?: CallOptions): Promise<string[]> {
    return (await answer(this.#api.GET('/api/v2/spk/architectures', init(options)))).items.map(({ code }) => code)
  }

  /** Makes it known. */
  addArchitecture(code: string, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/spk/architectures', { body: { code }, ...init(options) }))
  }

  /** Refused while builds have it. */
  removeArchitecture(code: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/spk/architectures/{code}', { params: { path: { code } }, ...init(options) }))
  }

  /** By build. */
  async listFirmwares(options?: CallOptions): Promise<SpkFirmware[]> {
    return (await answer(this.#api.GET('/api/v2/spk/firmwares', init(options)))).items
  }

  /** Makes it known. */
  addFirmware(firmware: SpkFirmware, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/spk/firmwares', { body: firmware, ...init(options) }))
  }

  /** Refused while builds have it. */
  removeFirmware(build: number, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/spk/firmwares/{build}', { params: { path: { build } }, ...init(options) }))
  }

  /** The languages of devices. */
  async listLanguages(options?: CallOptions): Promise<SpkLanguage[]> {
    return (await answer(this.#api.GET('/api/v2/spk/languages', init(options)))).items
  }

  /** Makes it known, or renames it. */
  addLanguage(language: SpkLanguage, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/spk/languages', { body: language, ...init(options) }))
  }

  /** Refused while a text is in it. */
  removeLanguage(code: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/spk/languages/{code}', { params: { path: { code } }, ...init(options) }))
  }

  /** What devices said they are, and no table knows; most requests first. */
  async listRefusedDevices(options?: CallOptions): Promise<SpkRefusedDevice[]> {
    return (await answer(this.#api.GET('/api/v2/spk/refused-devices', init(options)))).items
  }

  /** The services that packages can ask to be started. */
  async listServices(options?: CallOptions): Promise<string[]> {
    return (await answer(this.#api.GET('/api/v2/spk/services', init(options)))).items.map(({ code }) => code)
  }

  /** Makes it known. */
  addService(code: string, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/spk/services', { body: { code }, ...init(options) }))
  }

  /** Refused while builds have it. */
  removeService(code: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/spk/services/{code}', { params: { path: { code } }, ...init(options) }))
  }
}

const path = (name: string) => ({ path: { package: name } })

/** Counts what went as it goes. */
function streamOf(bytes: AsyncIterable<Uint8Array>, size: number, { onProgress }: UploadOptions): ReadableStream {
  const chunks = bytes[Symbol.asyncIterator]()
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      const { done: ended, value } = await chunks.next()
      if (ended) return controller.close()
      controller.enqueue(value)
      onProgress?.({ sent: (sent += value.length), size })
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}
