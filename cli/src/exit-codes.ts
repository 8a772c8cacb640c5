/** What the exit code of the program tells a script. Documented in the help and in docs/cli.md; they never change. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  notAllowed: 4,
  conflict: 5,
  partial: 6,
  full: 7,
  interrupted: 130,
} as const

export const exitCodeHelp = `
Exit codes:
  0  done
  1  failed
  2  wrong usage: an option or a value is missing or wrong
  3  not found
  4  not allowed, or not signed in
  5  conflict: the name is taken, other bytes are there, …
  6  part of it failed
  7  no room left: the disk of the server, or of this machine, is full
  130  interrupted`
