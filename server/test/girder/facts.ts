/** What clients of the Slicer package manager say of what they publish, where a test says nothing else. */

export const packageFacts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'Viewer',
  repository_type: 'git',
  repository_url: 'https://git.lab.test/viewer.git',
  revision: '34610',
  version: '6.3.0',
} as const

/** Built for what `packageFacts` is an installer of. */
export const extensionFacts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'SegmentTools',
  repository_type: 'git',
  repository_url: 'https://git.lab.test/tools.git',
  revision: '9fc31aa',
  app_revision: '34610',
  description: 'Tools',
} as const
