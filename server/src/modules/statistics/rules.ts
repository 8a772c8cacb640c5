/**
 * The written rules of counting, as they are shown beside the numbers, in each language. When one changes, `RULES` in
 * `clients.ts` is counted up; `docs/statistics.md` says the same at length.
 */
import type { CountingRules } from '@slipway/contract'
import type { InLanguages, Language } from '../../platform/http/language.ts'
import { RULES } from './clients.ts'

const sentences: InLanguages<string[]> = {
  en: [
    'A download counts when the last byte of a file is delivered. Looking at headers, parts from the middle and transfers that broke off do not count.',
    'One visitor counts once for a file and a day (UTC), however often the file is fetched, resumed or tried again.',
    'Bots and monitoring are kept apart and are in no number unless it says so.',
    'No address is stored. The country is looked up in memory; unknown countries are counted as such.',
    'Numbers of older systems are series of their own, with a name, and in no total unless it says so.',
  ],
  de: [
    'Ein Download zählt, wenn das letzte Byte einer Datei ausgeliefert ist. Abfragen der Kopfzeilen, Teile aus der Mitte und abgebrochene Übertragungen zählen nicht.',
    'Ein Besucher zählt je Datei und Tag (UTC) einmal, wie oft er die Datei auch holt, fortsetzt oder von vorn beginnt.',
    'Bots und Überwachungsdienste werden getrennt geführt und sind in keiner Zahl enthalten, bei der es nicht dabeisteht.',
    'Adressen werden nicht gespeichert. Das Land wird im Arbeitsspeicher nachgeschlagen; unbekannte Länder werden als solche gezählt.',
    'Zahlen älterer Systeme sind eigene, benannte Reihen und in keiner Summe enthalten, bei der es nicht dabeisteht.',
  ],
}

const credits: InLanguages<(table: string | undefined) => string> = {
  en: (table) =>
    table === undefined
      ? 'Countries by IPtoASN, a table in the public domain.'
      : (ofMaxMind(table) ?? `Countries by the table “${table}”.`),
  de: (table) =>
    table === undefined
      ? 'Länder nach IPtoASN, einer gemeinfreien Tabelle.'
      : (ofMaxMind(table) ?? `Länder nach der Tabelle „${table}“.`),
}

/** In the words that the licence of GeoLite2 asks for. */
const ofMaxMind = (table: string): string | undefined =>
  /^GeoLite2/.test(table)
    ? 'This product includes GeoLite2 Data created by MaxMind, available from https://www.maxmind.com.'
    : undefined

/** `table`: what the table of countries calls itself; undefined of the one that comes along. */
export const countingRules = (language: Language, table: string | undefined): CountingRules => ({
  version: RULES,
  rules: sentences[language],
  countries: credits[language](table),
})
