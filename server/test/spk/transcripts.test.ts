/** What devices of each generation and the publish script of spksrc say, word for word, and all that they get back. */
import { describe, expect, it } from 'vitest'
import { md5, PIXEL, spkOf } from '../../../spk/test/archives.ts'
import { databases, startServer } from '../harness/index.ts'
import { repository } from './repository.ts'

const NAS = 'https://repo.example/nas'

const packages = {
  old: { info: { package: 'tool', version: '1.0-1', arch: 'noarch', changelog: 'first<br>second' } },
  six: {
    info: {
      package: 'tool',
      version: '2.0-2',
      arch: 'apollolake avoton x86',
      firmware: undefined,
      os_min_ver: '6.1-15047',
      install_dep_packages: 'git:python311',
      startable: undefined,
      ctl_stop: 'no',
    },
    add: [
      { name: 'WIZARD_UIFILES', type: 'directory' as const },
      { name: 'WIZARD_UIFILES/install_uifile.sh', bytes: '' },
    ],
  },
  seven: {
    info: {
      package: 'tool',
      version: '3.1-3',
      arch: 'apollolake',
      firmware: undefined,
      os_min_ver: '7.1-42661',
      displayname: 'Werkzeug „Öl“',
      description: '道具',
      distributor: 'SynoCommunity',
      distributor_url: 'https://example.org/d',
      maintainer: 'Jane',
      maintainer_url: 'https://example.org/m',
      install_conflict_packages: 'zsh-static',
    },
    add: [{ name: 'PACKAGE_ICON_256.PNG', bytes: PIXEL }],
  },
  beta: {
    info: {
      package: 'trial',
      version: '9-9',
      arch: 'x86',
      os_min_ver: '6.1-15047',
      firmware: undefined,
      report_url: 'https://example.org/b',
    },
  },
  router: { info: { package: 'route', version: '5-1', arch: 'ipq806x', firmware: '1.2-7742', support_url: 'x' } },
}

/** All members that an entry always has, in their order. */
async function entry(parts: (typeof packages)[keyof typeof packages], device: string, own: object): Promise<object> {
  const bytes = await spkOf(parts)
  const { package: name, version } = parts.info
  const all = {
    conflictpkgs: null,
    deppkgs: null,
    desc: 'Keeps folders alike',
    dname: 'BitTorrent Sync',
    download_count: 0,
    md5: md5(bytes),
    package: name,
    qinst: true,
    qstart: true,
    qupgrade: true,
    recent_download_count: 0,
    size: bytes.length,
    snapshot: [],
    startable: 'yes',
    thumbnail: [`${NAS}/${name}/${version.split('-')[1]}/icon_72.png`],
    version,
    link: `${NAS}/${name}/${version.split('-')[1]}/${device}`,
    ...own,
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const oldFile = 'tool.v1.f1594%5Bnoarch%5D.spk'
const sixFile = 'tool.v2.f15047%5Bapollolake-avoton-x86%5D.spk'
const sixOwn = { deppkgs: 'git:python311', qinst: false, qstart: false, startable: 'no' }

type Transcript = { request: string; agent: string; form?: string; answer: () => Promise<unknown> }

const transcripts: Record<string, Transcript> = {
  'DSM 4.3': {
    request:
      'GET /nas/?language=enu&timezone=Amsterdam&unique=synology_88f6281_211&arch=88f6281&major=4&minor=3&build=3776&package_update_channel=stable',
    agent: 'synology_88f6281_211 DSM4.3-3776 Update 3 (package)',
    answer: async () => [
      await entry(packages.old, `${oldFile}?arch=88f628x&build=3776`, { changelog: 'first<br>second' }),
    ],
  },
  'DSM 5.2, which asks with a form': {
    request: 'POST /nas',
    agent: 'synology_x86_1512+ DSM5.2-5644 Update 5 (package)',
    form: 'language=ger&timezone=Berlin&unique=synology_x86_1512%2B&arch=x86&major=5&minor=2&build=5644&package_update_channel=stable',
    answer: async () => ({
      keyrings: [],
      packages: [await entry(packages.old, `${oldFile}?arch=x86&build=5644`, { changelog: 'first<br>second' })],
    }),
  },
  'DSM 6.2 on the beta channel': {
    request:
      'GET /nas?package_update_channel=beta&unique=synology_x86_1512%2B&build=25556&language=csy&major=6&arch=x86&minor=2&timezone=Amsterdam&micro=6.2&nano=1',
    agent: 'synology_x86_1512+ DSM6.2-25556 Update 2 (package)',
    answer: async () => ({
      keyrings: [],
      packages: [
        await entry(packages.six, `${sixFile}?arch=x86&build=25556`, sixOwn),
        await entry(packages.beta, 'trial.v9.f15047%5Bx86%5D.spk?arch=x86&build=25556', {
          beta: true,
          report_url: 'https://example.org/b',
        }),
      ],
    }),
  },
  'DSM 6.2 on the stable channel': {
    request: 'GET /nas?package_update_channel=stable&build=25556&language=enu&major=6&arch=avoton&minor=2',
    agent: 'synology_avoton_415+ DSM6.2-25556 (package)',
    answer: async () => ({
      keyrings: [],
      packages: [await entry(packages.six, `${sixFile}?arch=avoton&build=25556`, sixOwn)],
    }),
  },
  'DSM 7.2, which asks for beta versions in vain': {
    request:
      'GET /nas?package_update_channel=beta&unique=synology_apollolake_918%2B&build=64570&language=ger&major=7&micro=1&arch=apollolake&minor=2&timezone=Berlin&nano=4&ds_sn=1&group_id=2&channel=x',
    agent: 'synology_apollolake_918+ DSM7.2-64570 Update 4 (package)',
    answer: async () => ({
      packages: [
        await entry(packages.seven, 'tool.v3.f42661%5Bapollolake%5D.spk?arch=apollolake&build=64570', {
          conflictpkgs: 'zsh-static',
          desc: '道具',
          distributor: 'SynoCommunity',
          distributor_url: 'https://example.org/d',
          dname: 'Werkzeug „Öl“',
          maintainer: 'Jane',
          maintainer_url: 'https://example.org/m',
          thumbnail: [`${NAS}/tool/3/icon_72.png`, `${NAS}/tool/3/icon_256.png`],
          thumbnail_retina: [`${NAS}/tool/3/icon_256.png`, `${NAS}/tool/3/icon_256.png`],
        }),
      ],
    }),
  },
  'SRM 1.3': {
    request:
      'GET /nas?package_update_channel=stable&unique=synology_ipq806x_rt2600ac&build=9193&language=enu&major=1&arch=ipq806x&minor=3&timezone=Paris',
    agent: 'synology_ipq806x_rt2600ac SRM1.3-9193 Update 4 (package)',
    answer: async () => ({
      keyrings: [],
      packages: [
        await entry(packages.router, 'route.v1.f7742%5Bipq806x%5D.spk?arch=ipq806x&build=9193', {}),
        await entry(packages.old, `${oldFile}?arch=ipq806x&build=9193`, { changelog: 'first<br>second' }),
      ],
    }),
  },
  'a device for which there is nothing': {
    request: 'GET /nas?build=8451&language=enu&arch=broadwell&major=6',
    agent: 'synology_broadwell_rs3617xs+ DSM6.0-8451 Update 2 (package)',
    answer: async () => ({ keyrings: [], packages: [] }),
  },
}

for (const database of databases) {
  describe(`transcripts on ${database.name}`, () => {
    it('each generation of devices gets its whole answer', async () => {
      const server = await startServer({ database, dsm: { publicUrl: 'https://repo.example' } })
      const { build } = repository(server)
      for (const parts of Object.values(packages)) await build(parts)
      for (const [name, { request, agent, form, answer }] of Object.entries(transcripts)) {
        const [method = '', path = ''] = request.split(' ')
        const got = await server.as.anonymous.request(method, path, {
          headers: {
            accept: '*/*',
            'user-agent': agent,
            ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
          },
          ...(form !== undefined && { bytes: form }),
        })
        expect([name, got.status, got.headers['content-type']]).toEqual([name, 200, 'application/json'])
        expect([name, got.text]).toEqual([name, JSON.stringify(await answer())])
      }
    })

    it('the publish script of spksrc reads each of its answers', async () => {
      const server = await startServer({ database })
      const { upload, role, maintainer } = repository(server)
      const { as } = server
      const jane = await role(as.person('jane'), 'developer')
      // What its log is searched for.
      const said = async (answer: ReturnType<typeof upload>) => {
        const { status, text, headers } = await answer
        expect(headers['content-type']).toBe('application/json')
        expect(headers['set-cookie']).toBeUndefined()
        return `${status} ${text}`
      }
      const bytes = await spkOf(packages.seven)
      expect(await said(upload(bytes, jane))).toBe(
        '403 {"message": "Insufficient permissions to create new packages"}\n',
      )
      expect(await said(upload(bytes))).toBe(
        '201 {"package": "tool", "version": "3.1-3", "firmware": "7.1-42661", "architectures": ["apollolake"]}\n',
      )
      expect(await said(upload(await spkOf(packages.six), jane))).toBe(
        '403 {"message": "Insufficient permissions on this package"}\n',
      )
      await maintainer('tool', jane)
      expect(await said(upload(await spkOf(packages.six), jane))).toBe(
        '201 {"package": "tool", "version": "2.0-2", "firmware": "6.1-15047", "architectures": ["apollolake", "avoton", "x86"]}\n',
      )
      expect(await said(upload(bytes, jane))).toBe('409 {"message": "Conflicting architectures: apollolake"}\n')
      const other = await spkOf({ info: { ...packages.old.info, package: 'tool', firmware: '9.9-99999' } })
      expect(await said(upload(other, jane))).toBe('422 {"message": "Unknown firmware: 9.9-99999"}\n')
      expect(await said(upload(new Uint8Array(), jane))).toBe('400 {"message": "No data to process"}\n')
      expect(await said(upload(bytes, as.person('nobody')))).toMatch(/^401 {"message": ".+"}\n$/)
    })
  })
}
