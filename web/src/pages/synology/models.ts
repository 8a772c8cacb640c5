/**
 * Which architecture a model has, by what is printed on it. Devices of one line share a platform; whoever does not find
 * his can give the architecture itself, which the information page of the device shows.
 */
const lines: Readonly<Record<string, string>> = {
  '88f628x':
    'DS109 DS110j DS110+ DS111 DS112 DS112j DS209 DS210j DS211 DS211j DS212 DS212j DS409 DS410j DS411j DS411slim',
  armada370: 'DS213j DS114 DS115j DS214se DS216se RS214',
  armada375: 'DS115 DS215j',
  armada38x: 'DS116 DS216j DS216 DS416j DS416slim DS217j RS217 RS816 DS418j',
  armada37xx: 'DS118 DS119j DS218j DS120j',
  armadaxp: 'DS214 DS214+ DS414 RS814',
  alpine: 'DS215+ DS1515 DS715 DS1517 DS1817 DS416 RS815',
  alpine4k: 'DS2015xs',
  comcerto2k: 'DS414j',
  evansport: 'DS214play DS415play',
  monaco: 'DS216play',
  qoriq: 'DS213+ DS413',
  cedarview: 'DS412+ DS713+ DS1512+ DS1513+ DS1812+ DS1813+ DS2413+ RS812+ RS2212+ RS814+ RS2414+',
  avoton: 'DS415+ DS1515+ DS1815+ DS2415+ DS1517+ DS1817+ RS815+ RS2416+ RS1219+ RS818+',
  braswell: 'DS216+ DS216+II DS716+ DS716+II DS416play DS916+',
  apollolake: 'DS218+ DS718+ DS418play DS918+ DS1019+ DS620slim',
  geminilake: 'DS220+ DS420+ DS720+ DS920+ DS1520+',
  geminilakenk: 'DS224+ DS423+',
  denverton: 'DS1618+ DS1819+ DS2419+ RS820+ RS2418+ RS2821RP+ DS1819+ DS2419+II',
  v1000: 'DS1621+ DS1621xs+ DS1821+ DS2422+ RS1221+ RS2421+ RS822+',
  v1000nk: 'DS925+ DS1525+ DS1825+',
  r1000: 'DS723+ DS923+ DS1522+ RS422+',
  r1000nk: 'DS725+',
  rtd1296: 'DS218 DS218play DS418 DS220j DS420j RS819',
  rtd1619b: 'DS223 DS223j DS423 DS124',
  bromolow: 'DS3612xs DS3615xs RS3412xs RS3413xs+ RS3614xs RS3617RPxs',
  broadwell: 'DS3617xs FS2017 RS3617xs+ RS18017xs+ RS4017xs+',
  broadwellnk: 'DS3018xs DS3617xsII DS3622xs+ RS3618xs RS1619xs+ SA3400 SA3600',
  epyc7002: 'SA6400',
  purley: 'FS3600 FS6400 HD6500',
  kvmx64: 'Virtual DSM',
  ipq806x: 'RT2600ac',
  northstarplus: 'RT1900ac',
  dakota: 'MR2200ac',
  cypress: 'RT6600ax WRX560',
}

export type Model = { name: string; arch: string }

export const models: readonly Model[] = Object.entries(lines)
  .flatMap(([arch, names]) =>
    [...new Set(names === 'Virtual DSM' ? [names] : names.split(' '))].map((name) => ({ name, arch })),
  )
  .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s-]|synology|diskstation|rackstation/g, '')

/** The architecture of a model, or the architecture itself; `undefined` when it is neither. */
export function archOf(text: string, architectures: readonly string[]): string | undefined {
  const wanted = plain(text)
  const model = models.find(({ name }) => plain(name) === wanted)
  return model?.arch ?? architectures.find((code) => plain(code) === wanted)
}
