/** German sentences of the comparison of two releases. */
import type { Widened } from '../../../texts/en.ts'
import type { en } from './en.ts'

export const de: Widened<typeof en> = {
  title: 'Releases von {{app}} vergleichen',
  from: 'Von',
  to: 'Nach',
  swap: 'Die beiden Releases tauschen',
  tooFew: 'Noch gibt es nichts zu vergleichen: Dazu braucht es zwei Releases oder Vorschauen.',
  failed: 'Der Vergleich konnte nicht geladen werden.',
  differences: 'Unterschiede',
  same_zero: 'Keine Datei ist in beiden gleich.',
  same_one: '{{count}} Datei ist in beiden gleich.',
  same_other: '{{count}} Dateien sind in beiden gleich.',
  bytes: 'Insgesamt wurden aus {{before}} {{after}}: {{change}}.',
  nothing: 'Beide Releases enthalten dieselben Dateien.',
  none: 'Nichts passt zu diesen Filtern.',
  show: 'Anzeigen',
  all: 'Alle',
  added: 'Hinzugekommen',
  removed: 'Weggefallen',
  updated: 'Aktualisiert',
  rebuilt: 'Neu gebaut',
  search: 'Name finden',
  what: 'Was',
  change: 'Änderung',
  revision: 'Commit oder Version',
  size: 'Größe',
  installer: 'Installationspaket',
}
