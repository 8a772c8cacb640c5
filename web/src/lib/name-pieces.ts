/** A file's or a package's name in the pieces between which it may break: after `_`, `-`, and `.` that is in no number. */
export const namePieces = (name: string): string[] => name.match(/(?:[^_.-]|\.(?=\d))+[_.-]*|[_.-]+/g) ?? []
