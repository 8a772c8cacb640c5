/** What would be right, beside what is refused: the words of a refusal are those of older servers, and say little. */

const advice: readonly (readonly [says: RegExp, rather: string])[] = [
  [/^No data to process$/, 'The file is empty: it was not written, or not copied to the end.'],
  [/^Invalid SPK$/, 'An SPK is an uncompressed tar, whole, with each file in it once under a plain name.'],
  [/^Missing INFO file$/, 'A file INFO must be at the top of the archive, without ./ before its name.'],
  [/^Missing package\.tgz file$/, 'A file package.tgz must be at the top of the archive.'],
  [/^Wrong syno_signature\.asc encoding$|^Package contains a signature$/, 'Leave it out: the server signs.'],
  [/^Wrong .* encoding$/, 'Save it as UTF-8.'],
  [/^Invalid INFO$/, 'Each line is key="value", without blanks around the sign, comments or a byte-order mark.'],
  [/^Invalid INFO icon/, 'It must be a picture in base64, with its padding.'],
  [/^Invalid INFO boolean/, 'It must be "yes" or "no".'],
  [/^Invalid INFO package$/, 'Letters, digits, _ and - only.'],
  [/^Missing INFO: /, 'Add these keys to INFO.'],
  [/^Missing conf folder$/, 'Add an entry for the folder conf, or leave support_conf_folder out.'],
  [/^Empty conf folder$/, 'It needs PKG_DEPS, PKG_CONX, privilege or resource.'],
  [/^Invalid conf\/PKG_(?:DEPS|CONX)$/, 'Sections in [brackets], each once, with lines key=value.'],
  [/is not valid JSON$/, 'Check it with a JSON program.'],
  [/^Checksum mismatch$/, 'It must be the MD5 of package.tgz, in lower case; `slipway spk pack` fills it in.'],
  [/^Missing 72px icon$/, 'Add PACKAGE_ICON.PNG with 72 × 72 pixels (64 × 64 for DSM 7).'],
  [/^Missing 'arch' field in INFO$/, 'Name architectures, with blanks between them, or noarch.'],
  [/^Missing firmware information in INFO$/, 'Add os_min_ver, such as os_min_ver="7.1-42661".'],
  [/^Invalid firmware value/, 'It is written as in 7.1-42661.'],
  [/^Invalid version$/, 'It ends in a dash and a number: 1.4.103-10.'],
  [/^Unknown /, 'A package administrator of the server can add it to the tables.'],
]

/** `undefined`: the refusal says it itself. */
export const adviceFor = (message: string): string | undefined => advice.find(([says]) => says.test(message))?.[1]
