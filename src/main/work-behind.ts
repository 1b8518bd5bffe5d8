import { turnUnexplained } from '../absence/index.ts'
import type { SignInSettings } from '../identity/index.ts'
import { MESSAGE_FAILED, MESSAGE_REPLIED, type Senders, sendDue } from '../messaging/index.ts'
import { FAMILY_LINK_ASKED, sendWishedLinks } from '../parents/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { startJobs } from '../platform/jobs.ts'
import { clearHandedOn, type Listener, openOutbox } from '../platform/outbox.ts'
import { closeDueRegisters } from '../register/index.ts'
import { takeUpAddresses } from '../roll/index.ts'

/** Who hears what the slices say. */
function listenersAt(signIn: SignInSettings): readonly Listener[] {
  return [sendWishedLinks(signIn)]
}

/** What is said for slices to come, or for a worker that looks for itself; anything else that nobody hears is a mistake, and logged. */
const UNHEARD: readonly string[] = [
  'register-chased',
  'pupil-admitted',
  'pupil-corrected',
  'pupil-moved',
  'pupil-leaving',
  'calendar-changed',
  'day-clock-set',
  'roster-import-waits',
  MESSAGE_FAILED,
  MESSAGE_REPLIED,
  FAMILY_LINK_ASKED,
]

export interface WorkBehind {
  /** The outbox has something new. */
  said(): void
  stop(): Promise<void>
}

/** What a running server does beside answering: hands events on, and every night looks after the database. */
export async function startWorkBehind(ground: {
  database: Database
  clock: Clock
  senders: Senders
  /** Where links to the family page lead. */
  signIn: SignInSettings
  log: (trouble: object) => void
}): Promise<WorkBehind> {
  const { database, clock, senders, signIn, log } = ground
  const outbox = openOutbox({ database, listeners: listenersAt(signIn), unheard: UNHEARD, trouble: log })
  const jobs = await startJobs(database, (job, fault) => log({ job, fault }))
  await jobs.every('40 2 * * *', 'upkeep', async () => {
    await clearHandedOn(database)
    await database.upkeep()
  })
  // A register closes within half a minute of the time that its day clock gives.
  await jobs.every(30, 'close-registers', async () => {
    const { failed } = await closeDueRegisters(database, clock)
    for (const { schoolId, error } of failed) log({ job: 'close-registers', schoolId, fault: (error as Error).name })
  })
  // By the school's own clock, which need not be this machine's: a minute after midnight is soon enough for a day.
  await jobs.every(60, 'take-up-addresses', async () => {
    const { failed } = await takeUpAddresses(database, clock)
    for (const { schoolId, error } of failed) log({ job: 'take-up-addresses', schoolId, fault: (error as Error).name })
  })
  // An N whose school days are over becomes O where the family was told: a day's work, so minutes do not matter.
  await jobs.every(300, 'turn-unexplained', async () => {
    const { failed } = await turnUnexplained(database, clock)
    for (const { schoolId, error } of failed) log({ job: 'turn-unexplained', schoolId, fault: (error as Error).name })
  })
  // Texts of the morning go within seconds of their minute's wait.
  await jobs.every(5, 'send-messages', async () => {
    await sendDue({ database, clock, senders, trouble: (what) => log({ job: 'send-messages', ...what }) })
  })
  return {
    said: outbox.said,
    stop: async () => {
      await outbox.stop()
      await jobs.stop()
    },
  }
}
