import { expect, it } from 'vitest'
import { guessFacts } from './guess.ts'

const templates = {
  package: '{baseName}_{os}_{arch}_{revision}',
  extension: '{app_revision}_{baseName}_{os}_{arch}_{revision}',
}

it.each([
  [
    'Viewer_linux_amd64_34605.tar.gz',
    { kind: 'package', baseName: 'Viewer', os: 'linux', arch: 'amd64', revision: '34605' },
  ],
  [
    '34605_Segment_Tools_macosx_arm64_f3b9a1c.tar.gz',
    {
      kind: 'extension',
      baseName: 'Segment_Tools',
      os: 'macosx',
      arch: 'arm64',
      appRevision: '34605',
      revision: 'f3b9a1c',
    },
  ],
  [
    'Viewer-5.8.1-34605-Linux-x86_64.AppImage',
    { baseName: 'Viewer', os: 'linux', arch: 'amd64', version: '5.8.1', revision: '34605' },
  ],
  ['Viewer-5.8.1-win-amd64.exe', { baseName: 'Viewer', os: 'win', arch: 'amd64', version: '5.8.1', revision: '5.8.1' }],
  [
    '34700-win-amd64-SegmentTools-gitabcdef1-2026-11-20.zip',
    {
      kind: 'extension',
      appRevision: '34700',
      os: 'win',
      arch: 'amd64',
      baseName: 'SegmentTools',
      revision: 'abcdef1',
    },
  ],
  [
    'Viewer-5.9.0-2026-11-20-linux-amd64.tar.gz',
    { kind: 'package', baseName: 'Viewer', os: 'linux', arch: 'amd64', version: '5.9.0', revision: '5.9.0' },
  ],
  ['notes.txt', { baseName: 'notes.txt', os: '', arch: '' }],
])('%s says what it is', (name, facts) => {
  expect(guessFacts(name, templates)).toMatchObject(facts)
})

it('goes by the template of the application', () => {
  const own = { ...templates, package: 'app-{os}+{arch}.{revision}~{baseName}' }
  expect(guessFacts('app-win+arm64.77~Viewer.zip', own)).toMatchObject({
    kind: 'package',
    baseName: 'Viewer',
    os: 'win',
    arch: 'arm64',
    revision: '77',
  })
})
