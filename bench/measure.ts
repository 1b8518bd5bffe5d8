/** What a run of timings came to, in milliseconds. */
export interface Timing {
  /** One in ten runs was at least this fast: what the machine does where nothing else disturbs it. */
  readonly p10: number
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly runs: number
}

/** Runs `work` so many times, one after the other, after warming up, and says how long each took. */
export async function timings(
  runs: number,
  work: (run: number) => Promise<unknown>,
  options: { warmUp?: number } = {},
): Promise<Timing> {
  const warmUp = options.warmUp ?? Math.min(20, Math.ceil(runs / 5))
  const taken: number[] = []
  for (let run = 0; run < warmUp + runs; run += 1) {
    const start = performance.now()
    await work(run)
    if (run >= warmUp) taken.push(performance.now() - start)
  }
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(share * taken.length))] ?? 0
  return { p10: at(0.1), median: at(0.5), p95: at(0.95), p99: at(0.99), runs }
}

/** How many times a second `work` is done by so many workers at once, over some seconds. */
export async function rate(
  workers: number,
  seconds: number,
  work: (worker: number, run: number) => Promise<unknown>,
): Promise<number> {
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  const done = await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      let runs = 0
      while (performance.now() < until) {
        await work(worker, runs)
        runs += 1
      }
      return runs
    }),
  )
  return done.reduce((sum, runs) => sum + runs, 0) / ((performance.now() - started) / 1000)
}
