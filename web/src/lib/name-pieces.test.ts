import { expect, test } from 'vitest'
import { namePieces } from './name-pieces.ts'

test.each([
  ['33815_ScriptGallery_macosx_arm64_e4ba386', ['33815_', 'ScriptGallery_', 'macosx_', 'arm64_', 'e4ba386']],
  ['Viewer-5.8.1-linux.tar.gz', ['Viewer-', '5.8.1-', 'linux.', 'tar.', 'gz']],
  ['..hidden', ['..', 'hidden']],
  ['plain', ['plain']],
  ['', []],
])('%j breaks between %j', (name, pieces) => {
  expect(namePieces(name)).toEqual(pieces)
})
