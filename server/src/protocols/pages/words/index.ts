import type { InLanguages } from '../../../platform/http/language.ts'
import { de } from './de.ts'
import { en, type Words } from './en.ts'

export type { Words }
export const words: InLanguages<Words> = { en, de }
