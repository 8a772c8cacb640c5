/** The regions of countries as the old statistics had them, stray commas included. */

// `m49`: code of the subregion in the UN's standard of that name.
const TABLE: readonly (readonly [region: string, subregion: string, m49: string, codes: string])[] = [
  ['', '', '', 'AQ BQ BV CW HM SS SX TF'],
  ['Africa', 'Eastern Africa', '014', 'BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO TZ UG YT ZM ZW'],
  ['Africa', 'Middle Africa', '017', 'AO CD CF CG CM GA GQ ST TD'],
  ['Africa', 'Northern Africa', '015', 'DZ EG EH LY MA SD TN'],
  ['Africa', 'Southern Africa', '018', 'BW LS NA SZ ZA'],
  ['Africa', 'Western Africa', '011', 'BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG'],
  ['Americas', 'Caribbean', '029', 'AG AI AW BB BL BS CU DM DO GD GP HT JM KN KY LC MF MQ MS PR TC TT VC VG VI'],
  ['Americas', 'Central America', '013', 'BZ CR GT HN MX NI PA SV'],
  ['Americas', 'Northern America', '021', 'BM CA GL PM UM US'],
  ['Americas', 'South America', '005', 'AR BO BR CL CO EC FK GF GS GY PE PY SR UY VE'],
  ['Asia', 'Central Asia', '143', 'KG KZ TJ TM UZ'],
  ['Asia', 'Eastern Asia', '030', 'CN HK JP KP KR MN MO TW'],
  ['Asia', 'South-Eastern,Asia', '035', 'BN ID KH LA MM MY PH SG TH TL VN'],
  ['Asia', 'Southern Asia', '034', 'AF BD BT IN IR LK MV NP PK'],
  ['Asia', 'Western Asia', '145', 'AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE'],
  ['Europe', 'Eastern Europe', '151', 'BG BY CZ HU MD PL RO RU SK UA'],
  ['Europe', 'Northern Europe', '154', 'AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ'],
  ['Europe', 'Southern Europe', '039', 'AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA'],
  ['Europe', 'Western Europe', '155', 'AT BE CH DE FR LI LU MC NL'],
  ['Oceania', 'Australia,New Zealand', '053', 'AU CC CX NF NZ'],
  ['Oceania', 'Melanesia', '054', 'FJ NC PG SB VU'],
  ['Oceania', 'Micronesia', '057', 'FM GU KI MH MP NR PW'],
  ['Oceania', 'Polynesia', '061', 'AS CK NU PF PN TK TO TV WF WS'],
]

/** Names that present-day tables spell otherwise. */
const NAMES: Record<string, string> = {
  CV: 'Cape Verde',
  CZ: 'Czech Republic',
  KR: 'South Korea',
  MK: 'Macedonia',
  PS: 'Palestinian Territory',
  RU: 'Russian Federation',
  SZ: 'Swaziland',
  TR: 'Turkey',
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const regions = new Map<string, [subregion: string, region: string, m49: string]>(
  TABLE.flatMap(([region, subregion, m49, codes]) =>
    codes.split(' ').map((code): [string, [string, string, string]] => [code, [subregion, region, m49]]),
  ),
)

/** Name, subregion and region of a code of two letters. */
export function placeOf(code: string): [name: string, subregion: string, region: string] {
  if (code === 'EU') return ['European Union', 'Western Europe', 'Europe']
  const found = regions.get(code)
  if (found === undefined) return [code, 'unknown', 'unknown']
  const [subregion, region] = found
  return [NAMES[code] ?? names.of(code) ?? code, subregion, region]
}

/** The subregion of a country as a UN M49 code, which `Intl.DisplayNames` has names for; empty: it is in none. */
export const subregionOf = (code: string): string => regions.get(code === 'EU' ? 'FR' : code)?.[2] ?? ''
