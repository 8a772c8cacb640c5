/** Something one part of a test waits for, `given`, until another part says so. */
export function signalled(): { given: Promise<void>; signal: () => void } {
  let signal = (): void => {}
  const given = new Promise<void>((resolve) => {
    signal = resolve
  })
  return { given, signal }
}
