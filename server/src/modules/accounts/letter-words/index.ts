import type { InLanguages } from '../../../platform/http/language.ts'
import { de } from './de.ts'
import { en, type Letters } from './en.ts'

export type { Letter, LetterPurpose, Written } from './en.ts'
export const letterWords: InLanguages<Letters> = { en, de }
