/** Why there is no backup, or nothing restored, in a sentence for operators. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
