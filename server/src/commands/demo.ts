/** `serve --demo`: fills an empty server with a made-up catalogue, and says who may look at it. */
import type { Config } from '../config/index.ts'
import { fillWithDemo } from '../demo/index.ts'
import { randomText } from '../platform/crypto/secrets.ts'
import { type Database, hastily } from '../platform/db/index.ts'
import type { Services } from '../services.ts'
import { Failure } from './failure.ts'
import { count, note, say } from './print.ts'

/** A demo among somebody's own things would not come out again. Throws `Failure`. */
export async function requireEmptyForDemo({ people }: Services, config: Config): Promise<void> {
  if (await people.isEmpty()) return
  throw new Failure(
    `--demo fills an empty server only, and ${config.data} has a catalogue already. ` +
      'Start without --demo, or choose another folder with --data.',
  )
}

export async function fillDemo(services: Services, db: Database, config: Config): Promise<void> {
  note('Filling the demo catalogue …')
  const began = performance.now()
  const secret = config.adminPassword ?? randomText(12)
  const { people, password, ...made } = await hastily(db, () => fillWithDemo(services, db, { password: secret }))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  note(
    `Made ${count(made.releases, 'release')}, ${count(made.drafts, 'draft')}, ${count(made.extensions, 'extension')}, ${count(made.spks, 'Synology package')} and a year of ${count(made.downloads, 'made-up download')} in ${seconds} s.`,
  )
  const shown = config.adminPassword === null ? password : '(as preset)'
  say(
    [
      '',
      `  People of the demo, with the password ${shown}:`,
      '',
      `    ${people.owner.login.padEnd(17)} owner of both applications`,
      `    ${people.maintainer.login.padEnd(17)} maintainer of both, and developer of Synology packages`,
      `    ${people.reader.login.padEnd(17)} reader of the private one`,
      '',
      `    ${people.robot.login.padEnd(17)} robot that uploads, with the API key ${people.robotKey}`,
      '',
    ].join('\n'),
  )
}
