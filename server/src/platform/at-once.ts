/** Works on several things at a time, in their order, and no more than so many. */
export async function atOnce<T>(
  things: Iterable<T> | AsyncIterable<T>,
  most: number,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  let failure: { error: unknown } | undefined
  for await (const thing of things) {
    if (failure !== undefined) break
    const task: Promise<void> = work(thing)
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => running.delete(task))
    running.add(task)
    if (running.size >= most) await Promise.race(running)
  }
  await Promise.all(running)
  if (failure !== undefined) throw failure.error
}
