import { landReplies, turnUnexplained, withdrawTexts } from '../absence/index.ts'
import type { SignInSettings } from '../identity/index.ts'
import { MESSAGE_FAILED, type Senders, sendDue } from '../messaging/index.ts'
import { FAMILY_LINK_ASKED, sendWishedLinks } from '../parents/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { startJobs } from '../platform/jobs.ts'
import { clearHandedOn, type Listener, openOutbox } from '../platform/outbox.ts'
import { closeDueRegisters } from '../register/index.ts'
import { takeUpAddresses } from '../roll/index.ts'
import { makeReports } from '../weekly/index.ts'
import { overtakenByNow } from './overtaken.ts'

/** Who hears what the slices say. */
export function listenersAt(signIn: SignInSettings, clock: Clock): readonly Listener[] {
  return [sendWishedLinks(signIn, clock), landReplies]
}

/** What is said for slices to come, or for a worker that looks for itself; anything else that nobody hears is a mistake, and logged. */
export const UNHEARD: readonly string[] = [
  'register-chased',
  'pupil-admitted',
  'pupil-corrected',
  'pupil-moved',
  'pupil-leaving',
  'calendar-changed',
  'day-clock-set',
  'roster-import-waits',
  MESSAGE_FAILED,
  FAMILY_LINK_ASKED,
]

interface Ground {
  readonly database: Database
  readonly clock: Clock
  readonly senders: Senders
  readonly log: (trouble: object) => void
}

/** Something done again and again: every so many seconds, or by a cron line. */
export interface Work {
  readonly when: number | string
  readonly name: string
  readonly work: () => Promise<void>
}

/** What is done by the clock. Apart from the jobs that start it, so that a simulated term does the same work by its own clock. */
export function worksBehind({ database, clock, senders, log }: Ground): readonly Work[] {
  const atEachSchool = (
    when: number,
    name: string,
    act: (database: Database, clock: Clock) => Promise<{ failed: readonly { schoolId: string; error: unknown }[] }>,
  ): Work => ({
    when,
    name,
    work: async () => {
      const { failed } = await act(database, clock)
      for (const { schoolId, error } of failed) log({ job: name, schoolId, fault: (error as Error).name })
    },
  })
  return [
    {
      when: '40 2 * * *',
      name: 'upkeep',
      work: async () => {
        await clearHandedOn(database)
        await database.upkeep()
      },
    },
    // A register closes within half a minute of the time that its day clock gives.
    atEachSchool(30, 'close-registers', closeDueRegisters),
    // By the school's own clock, which need not be this machine's: a minute after midnight is soon enough for a day.
    atEachSchool(60, 'take-up-addresses', takeUpAddresses),
    // An N whose school days are over becomes O where the family was told: a day's work, so minutes do not matter.
    atEachSchool(300, 'turn-unexplained', turnUnexplained),
    // Reports to parents that somebody asked for, some at a time: a school's are made within a few minutes.
    atEachSchool(5, 'make-reports', makeReports),
    // What waits to be sent by hand and is not so any more: nobody should send what the office knows by now.
    atEachSchool(60, 'withdraw-texts', withdrawTexts),
    // Texts of the morning go within seconds of their minute's wait.
    {
      when: 5,
      name: 'send-messages',
      work: async () => {
        const trouble = (what: object) => log({ job: 'send-messages', ...what })
        await sendDue({ database, clock, senders, overtaken: overtakenByNow, trouble })
      },
    },
  ]
}

export interface WorkBehind {
  /** The outbox has something new. */
  said(): void
  stop(): Promise<void>
}

/** What a running server does beside answering: hands events on, and every night looks after the database. */
export async function startWorkBehind(
  ground: Ground & {
    /** Where links to the family page lead. */
    readonly signIn: SignInSettings
  },
): Promise<WorkBehind> {
  const { database, signIn, log } = ground
  const outbox = openOutbox({ database, listeners: listenersAt(signIn, ground.clock), unheard: UNHEARD, trouble: log })
  const jobs = await startJobs(database, (job, fault) => log({ job, fault }))
  for (const { when, name, work } of worksBehind(ground)) await jobs.every(when, name, work)
  return {
    said: outbox.said,
    stop: async () => {
      await outbox.stop()
      await jobs.stop()
    },
  }
}
