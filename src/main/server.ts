import { keptDemoMoment } from '../identity/index.ts'
import { startImportWork } from '../interchange/index.ts'
import { sendersOf } from '../messaging/index.ts'
import { type AdminRequests, openDoor } from '../platform/admin-door.ts'
import { type Clock, movableClock, systemClock } from '../platform/clock.ts'
import { stopInOrder } from '../platform/stop.ts'
import { adminRequests } from './backup-commands.ts'
import { composeServer } from './compose.ts'
import { openInstallation } from './open-installation.ts'
import { buildPages, servePages } from './pages.ts'
import { keepMoment } from './seed/keep-moment.ts'
import { seedDemo } from './seed/seed-demo.ts'
import type { Settings } from './settings.ts'
import { startWorkBehind } from './work-behind.ts'

export interface RunningServer {
  /** Where it answers: `http://127.0.0.1:4310`. */
  readonly address: string
  /** Lets requests under way finish, then closes the database; so do SIGTERM and Ctrl+C. */
  stop(): Promise<void>
}

/** Starts everything. `say` is told what takes a while, for whoever waits at the terminal. */
export async function startServer(settings: Settings, say: (line: string) => void): Promise<RunningServer> {
  const { database, signIn } = await openInstallation(settings)
  try {
    const demoClock = settings.demo ? movableClock((await keptDemoMoment(database)) ?? systemClock.now()) : undefined
    // Two things that take a while, side by side: a process of its own builds the pages.
    const pages = buildPages(say)
    pages.catch(() => undefined)
    if (demoClock !== undefined) await seedDemo(database, demoClock, say)
    const morning = demoClock?.now()
    await pages
    // Whoever waited for the pages still finds the school at the moment it was made for.
    if (demoClock !== undefined && morning !== undefined) demoClock.moveTo(morning)
    const endKeeping = demoClock === undefined ? undefined : keepMoment(database, demoClock)
    const clock: Clock = demoClock ?? systemClock
    const log = { level: settings.logLevel }
    // The work behind starts after the server answers, so what is said before that waits in the outbox.
    let tellWork = (): void => undefined
    const { proxies, requestsPerMinute } = settings
    const said = () => tellWork()
    const senders = sendersOf(settings.messages)
    const app = await composeServer({
      database,
      clock,
      demoClock,
      config: signIn,
      log,
      proxies,
      requestsPerMinute,
      said,
      messagesToken: settings.messages.token,
      carried: { text: senders.text !== undefined, email: senders.email !== undefined },
    })
    await servePages(app)
    const address = await app.listen({ host: settings.host, port: settings.port })
    const imports = startImportWork({
      database,
      clock,
      onFault: (fault) => app.log.error(fault, 'a roster import'),
    })
    const work = await startWorkBehind({
      database,
      clock,
      senders,
      signIn,
      log: (trouble) => app.log.warn(trouble),
    })
    tellWork = work.said
    const requests: AdminRequests = {
      ...adminRequests({ database, signIn }),
      failed: (error) => app.log.error(faultOf(error), 'a command'),
    }
    const door = database.engine === 'pglite' ? await openDoor(settings.folder, requests) : undefined
    const stopping = stopInOrder({
      say,
      endings: [
        { name: 'The command line’s door', end: async () => door?.close() },
        { name: 'The server', end: () => app.close() },
        { name: 'The imports', end: () => imports.stop() },
        { name: 'The work behind', end: () => work.stop() },
        { name: 'The demonstration’s clock', end: async () => endKeeping?.() },
        { name: 'The database', end: () => database.close() },
      ],
    })
    return { address, stop: stopping.stop }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** What may be logged of an error: where it arose. Its message may hold somebody's name. */
function faultOf(error: unknown): { readonly kind: string; readonly at: readonly string[] } {
  const { name, stack = '' } = error instanceof Error ? error : new Error('unknown')
  const at = stack.split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { kind: name, at: at.slice(0, 6).map((line) => line.trim()) }
}
