/** The regions of countries as the old statistics had them (contract, Appendix B), stray commas included. */

const TABLE: readonly (readonly [region: string, subregion: string, codes: string])[] = [
  ['', '', 'AQ BQ BV CW HM SS SX TF'],
  ['Africa', 'Eastern Africa', 'BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO TZ UG YT ZM ZW'],
  ['Africa', 'Middle Africa', 'AO CD CF CG CM GA GQ ST TD'],
  ['Africa', 'Northern Africa', 'DZ EG EH LY MA SD TN'],
  ['Africa', 'Southern Africa', 'BW LS NA SZ ZA'],
  ['Africa', 'Western Africa', 'BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG'],
  ['Americas', 'Caribbean', 'AG AI AW BB BL BS CU DM DO GD GP HT JM KN KY LC MF MQ MS PR TC TT VC VG VI'],
  ['Americas', 'Central America', 'BZ CR GT HN MX NI PA SV'],
  ['Americas', 'Northern America', 'BM CA GL PM UM US'],
  ['Americas', 'South America', 'AR BO BR CL CO EC FK GF GS GY PE PY SR UY VE'],
  ['Asia', 'Central Asia', 'KG KZ TJ TM UZ'],
  ['Asia', 'Eastern Asia', 'CN HK JP KP KR MN MO TW'],
  ['Asia', 'South-Eastern,Asia', 'BN ID KH LA MM MY PH SG TH TL VN'],
  ['Asia', 'Southern Asia', 'AF BD BT IN IR LK MV NP PK'],
  ['Asia', 'Western Asia', 'AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE'],
  ['Europe', 'Eastern Europe', 'BG BY CZ HU MD PL RO RU SK UA'],
  ['Europe', 'Northern Europe', 'AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ'],
  ['Europe', 'Southern Europe', 'AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA'],
  ['Europe', 'Western Europe', 'AT BE CH DE FR LI LU MC NL'],
  ['Oceania', 'Australia,New Zealand', 'AU CC CX NF NZ'],
  ['Oceania', 'Melanesia', 'FJ NC PG SB VU'],
  ['Oceania', 'Micronesia', 'FM GU KI MH MP NR PW'],
  ['Oceania', 'Polynesia', 'AS CK NU PF PN TK TO TV WF WS'],
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
const regions = new Map<string, [subregion: string, region: string]>(
  TABLE.flatMap(([region, subregion, codes]) =>
    codes.split(' ').map((code): [string, [string, string]] => [code, [subregion, region]]),
  ),
)

/** Name, subregion and region of a code of two letters. */
export function placeOf(code: string): [name: string, subregion: string, region: string] {
  if (code === 'EU') return ['European Union', 'Western Europe', 'Europe']
  const found = regions.get(code)
  if (found === undefined) return [code, 'unknown', 'unknown']
  return [NAMES[code] ?? names.of(code) ?? code, ...found]
}
