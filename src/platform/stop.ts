/** One thing to end, and its name for the log where it does not end well. */
export interface Ending {
  readonly name: string
  end(): Promise<unknown>
}

export interface StopOptions {
  /** In the order they are ended: no new requests, no new jobs, the database, the lock. */
  readonly endings: readonly Ending[]
  readonly say: (sentence: string) => void
  /** After so many seconds the process ends anyway. */
  readonly patience?: number
  /** For tests; the process itself where left out. */
  readonly process?: Pick<NodeJS.Process, 'on' | 'off' | 'exit'>
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/**
 * Ends in order when asked to (SIGTERM, Ctrl+C): requests under way are finished and everything is closed; a second signal ends
 * at once, which loses nothing that was acknowledged. `stop` does the same from within.
 */
export function stopInOrder(options: StopOptions): { stop(): Promise<void> } {
  const { endings, say, patience = 20, process: ours = process } = options
  let stopping: Promise<void> | undefined
  const endAll = async () => {
    let clean = true
    for (const ending of endings) {
      try {
        await ending.end()
      } catch (error) {
        clean = false
        say(`${ending.name} did not end well (${error instanceof Error ? error.name : 'unknown'}).`)
      }
    }
    for (const signal of SIGNALS) ours.off(signal, onSignal)
    return clean
  }
  const stop = () => (stopping ??= endAll().then(() => undefined))
  const onSignal = () => {
    if (stopping !== undefined) {
      say('Ending at once.')
      ours.exit(1)
      return
    }
    say('Finishing what is under way. Ask again to end at once.')
    setTimeout(() => {
      say(`Still not finished after ${patience} seconds: ending anyway.`)
      ours.exit(1)
    }, patience * 1000).unref()
    let clean = true
    stopping = endAll().then((well) => {
      clean = well
    })
    void stopping.then(() => ours.exit(clean ? 0 : 1))
  }
  for (const signal of SIGNALS) ours.on(signal, onSignal)
  return { stop }
}
