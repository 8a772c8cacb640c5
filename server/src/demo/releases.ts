/** What is released and built when: dates count back from the day on which the demo is made. */
import { randomOf } from './random.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

export type Build = {
  revision: string
  version: string
  /** when the builds of this night began */
  at: number
  /** place in time among all builds: 0, 1, 2 for the stable releases, then 3 for every night */
  generation: 0 | 1 | 2 | 3
  nightly: boolean
}
export type StableBuild = Build & { name: string; releasedAt: number; notes: string }

const plans = [
  { name: '2.0.0', revision: '31207', daysAgo: 412 },
  { name: '2.2.0', revision: '32390', daysAgo: 178 },
  { name: '2.2.1', revision: '32418', daysAgo: 51 },
] as const

export const NIGHTS = 12

/** The last midnight (UTC): everything is dated from there, so that a day's demos are alike. */
const dayOf = (now: number): number => Math.floor(now / DAY) * DAY

export function stableBuilds(now: number): StableBuild[] {
  return plans.map(({ name, revision, daysAgo }, generation) => {
    const at = dayOf(now) - daysAgo * DAY
    return {
      name,
      revision,
      version: name,
      at,
      generation: generation as 0 | 1 | 2,
      nightly: false,
      releasedAt: at + 2 * DAY + 14 * HOUR,
      notes: notes[name],
    }
  })
}

/** The oldest first. Nobody committed on Sundays, so there is nothing new in the night after one. */
export function nightlyBuilds(now: number): Build[] {
  const today = dayOf(now)
  const builds: Build[] = []
  let revision = 33_760
  for (let daysAgo = 0; builds.length < NIGHTS; daysAgo++) {
    const night = new Date(today - daysAgo * DAY)
    if (night.getUTCDay() === 1) continue
    const date = night.toISOString().slice(0, 10)
    builds.unshift({
      revision: '',
      version: `2.3.0-${date}`,
      at: Math.min(night.getTime() + 3 * HOUR, now - 4 * HOUR),
      generation: 3,
      nightly: true,
    })
  }
  return builds.map((build, night) => {
    revision += randomOf(`commits of night ${night}`).between(1, 9)
    return { ...build, revision: String(revision) }
  })
}

const notes: Record<(typeof plans)[number]['name'], string> = {
  '2.0.0': `# Slicer Demo 2.0.0

A new look, and builds for Apple silicon of its own.

- **Volumes** of up to 16 GB load without a pause.
- *Segments* keep their colors between sessions.
- Extensions say which others they recommend.

> This is made-up text about a made-up application.
`,
  '2.2.0': `# Slicer Demo 2.2.0

## New

1. Sequences play at the speed at which they were recorded.
2. Surfaces can be cut by surfaces.
3. The list of extensions shows licences.

## Changed

| Part | Before | Now |
|---|---|---|
| Python | 3.9 | 3.12 |
| Default layout | four views | the last one used |

## Known problems

\`HologramCast\` needs a restart after it was installed.
`,
  '2.2.1': `# Slicer Demo 2.2.1

Corrections only.

- Opening a scene with a missing file no longer closes the application.
- Measurements use the unit of the display, not of the file.
- Downloads of extensions [resume](https://example.org/resume) when they were interrupted.
`,
}
