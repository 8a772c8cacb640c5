import { type IconSize, lintSpk, type Spk } from '@slipway/spk'
import { leaf } from '../../command.ts'
import { local } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { PartialFailure } from '../../failures.ts'
import { size } from '../../output/format.ts'
import { bytesOf } from './read.ts'

export const inspectSpk = leaf('inspect', 'show what an SPK says of itself and what is in it', [
  'spk inspect git_2.43.0-34.spk',
  'spk inspect git_2.43.0-34.spk --members',
  'spk inspect git_2.43.0-34.spk --json',
])
  .argument('<file>', 'SPK to look into')
  .option('--members', 'list the files in it')
  .action(
    local(async ({ out }, file, { members }) => {
      const { spk, findings } = await lintSpk(bytesOf(file))
      if (spk === undefined) {
        out.error(
          `${file} is no SPK.`,
          findings.flatMap(({ advice }) => advice ?? []),
        )
        throw new PartialFailure(exitCodes.failed)
      }
      if (members) {
        out.table(
          spk.members,
          [
            { head: 'member', value: ({ name }) => name },
            { head: 'kind', value: ({ kind }) => kind },
            { head: 'bytes', value: (member) => String(member.size), right: true },
          ],
          'It is empty.',
        )
      } else out.thing(asJson(spk), factsOf(spk))
      const errors = findings.filter(({ level }) => level === 'error').length
      if (errors > 0) out.warn(`It would be refused: ${findings[0]?.message}. See \`slipway spk lint ${file}\`.`)
    }),
  )

const asJson = (spk: Spk) => ({
  info: Object.fromEntries(spk.info),
  icons: Object.fromEntries([...spk.icons].map(([at, picture]) => [at, picture.length])),
  license: spk.license,
  signed: spk.signature !== null,
  wizards: spk.wizards,
  conf: spk.conf,
  members: spk.members.map(({ name, kind, size: bytes }) => ({ name, kind, size: bytes })),
})

function factsOf({ info, icons, license, signature, wizards, conf, members }: Spk): [string, string | undefined][] {
  const pictures = [...icons].map(([at, picture]: [IconSize, Buffer]) => `${at} px (${size(picture.length)})`)
  const texts = [...info].filter(([key]) => !key.startsWith('package_icon'))
  const confs = Object.entries(conf).filter(([, value]) => value !== null)
  const kinds = Object.entries(wizards).filter(([, present]) => present)
  return [
    ...texts,
    ['icons', pictures.join(', ')],
    ['wizards', kinds.map(([kind]) => kind).join(', ')],
    ['conf', confs.map(([name]) => name).join(', ')],
    ['licence', license === null ? undefined : `${license.split('\n').length} lines`],
    ['signed', signature === null ? 'no' : 'yes'],
    ['members', String(members.length)],
  ]
}
