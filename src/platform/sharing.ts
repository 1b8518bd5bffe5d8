/** Does work under a name. Of one name only so many are done at a time; the others of it wait their turn, in order. */
export type Share = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** A limit of `most` at a time for each name. */
export function sharing(most: number): Share {
  const waiting = new Map<string, (() => void)[]>()
  const busy = new Map<string, number>()
  return async (name, work) => {
    const now = busy.get(name) ?? 0
    // Whoever ends hands the place on without giving it up, so that nobody new comes in before those who wait.
    if (now < most) busy.set(name, now + 1)
    else await new Promise<void>((go) => waiting.set(name, [...(waiting.get(name) ?? []), go]))
    try {
      return await work()
    } finally {
      const [next, ...rest] = waiting.get(name) ?? []
      if (next !== undefined) next()
      else busy.set(name, (busy.get(name) ?? 1) - 1)
      if (rest.length > 0) waiting.set(name, rest)
      else waiting.delete(name)
      if (busy.get(name) === 0) busy.delete(name)
    }
  }
}
