/** A few Synology packages, uploaded and activated as build systems and maintainers do it. */
import { blobSource, type Slipway } from '@slipway/sdk'
import { packSpk } from '@slipway/spk'

export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Facts that packages here have in common, and those that are said. */
export async function makeSpk(info: Record<string, string>): Promise<Buffer> {
  const facts = { arch: 'apollolake geminilake', os_min_ver: '7.1-42661', description: 'Counts ships.', ...info }
  const payload = Buffer.from(JSON.stringify(info))
  return packSpk({ info: { displayname: info.package ?? '', ...facts }, payload, icons: { 72: PIXEL } })
}

/** `developer`: login of who maintains one of them. */
export async function fillSpks(slipway: Slipway, developer: string): Promise<void> {
  const upload = async (info: Record<string, string>, { active = true } = {}) => {
    const bytes = await makeSpk(info)
    const { build } = await slipway.spk.upload(blobSource(new Blob([new Uint8Array(bytes)]), 'made.spk'))
    if (active) await slipway.spk.act('activate', [build])
  }
  const watch = { package: 'harbour-watch', displayname: 'Harbour Watch', displayname_ger: 'Hafenwacht' }
  const changelog = '<b>Sees further</b><script>document.title = "taken"</script>'
  await upload({ ...watch, version: '1.0-1' })
  await upload({ ...watch, version: '1.0-1', arch: 'rtd1296' })
  await upload({ ...watch, version: '1.1-2', changelog })
  await upload({ ...watch, version: '1.1-2', arch: '88f6281', os_min_ver: '6.2-25556' }, { active: false })
  await upload({
    package: 'tide-table',
    version: '3-1',
    arch: 'noarch',
    beta: 'yes',
    description: 'High and low water.',
  })
  await upload({ package: 'old-lamp', version: '1-1', description: 'Gave light.' }, { active: false })
  await slipway.spk.update('harbour-watch', { category: 'Lookout' })
  await slipway.spk.setRole(developer, 'developer')
  await slipway.spk.update('tide-table', { maintainers: [developer] })
  await slipway.spk.addScreenshot('harbour-watch', new File([PIXEL], 'window.png'))
}
