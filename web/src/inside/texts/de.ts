import type { InsideTexts } from './en.ts'
export const de = {} as InsideTexts
