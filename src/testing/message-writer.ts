import { randomUUID } from 'node:crypto'
import type { ContactId, PupilId, SchoolId } from '../kernel/ids.ts'
import { type Moment, momentFromMilliseconds } from '../kernel/time-of-day.ts'
import { sendMessages } from '../messaging/contract.ts'
import { messagesAbout, sendDue, sendersOf } from '../messaging/index.ts'
import { openPglite } from '../platform/database/pglite.ts'
import type { TestPerson } from './builders.ts'
import { EMAIL_TEMPLATE, TEXT_TEMPLATE } from './notify-server.ts'
import { startTestServer } from './test-server.ts'

/** What the process that writes and sends messages must know. */
export interface SendingSchool {
  readonly id: SchoolId
  readonly officer: TestPerson
  readonly notify: { readonly url: string; readonly key: string }
  /** A child, and who is told about them. */
  readonly families: readonly { readonly pupilId: PupilId; readonly contactId: ContactId }[]
  readonly now: Moment
}

export type SendingSaid =
  | { readonly acknowledged: string }
  | { readonly sending: true }
  | { readonly done: readonly { readonly id: string; readonly state: string }[] }

/**
 * A process of its own on a data folder: `write` has the office queue a message to each family and says each that was acknowledged; `send`
 * lets the worker send what is due, and says what then stands. It is killed whenever whoever started it likes.
 */
const [folder = '', what = '', about = ''] = process.argv.slice(2)
// Written by the process that started this one.
const school = JSON.parse(about) as SendingSchool
const database = await openPglite({ folder })
const clock = {
  now: () => school.now,
  moveTo: () => undefined,
}
const server = await startTestServer({ database, clock })
if (what === 'write') await writeAll()
else await sendAll()
await server.close()

async function writeAll(): Promise<void> {
  for (const { pupilId, contactId } of school.families) {
    const body = { request: randomUUID(), template: 'first-day', about: [pupilId], to: [contactId] }
    const answer = await server.as(school.officer)(sendMessages, { params: { schoolId: school.id }, body })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    const [outcome] = answer.json<{ outcomes: { messageId: string | null }[] }>().outcomes
    if (outcome?.messageId === null || outcome === undefined) throw new Error(answer.body)
    say({ acknowledged: outcome.messageId })
  }
}

async function sendAll(): Promise<void> {
  const { notify } = school
  const senders = sendersOf({
    notify: { ...notify, textTemplate: TEXT_TEMPLATE, emailTemplate: EMAIL_TEMPLATE, timeoutMs: 20_000 },
    smtp: undefined,
    token: undefined,
  })
  say({ sending: true })
  await sendDue({ database, clock, senders })
  const day = momentFromMilliseconds(Date.parse(school.now)).slice(0, 10) as Parameters<typeof messagesAbout>[1]['from']
  const pupilIds = school.families.map(({ pupilId }) => pupilId)
  const messages = await database.inTenants([school.id], (tx) =>
    messagesAbout(tx, { schoolId: school.id, pupilIds, from: day, to: day }),
  )
  say({ done: messages.map(({ messageId: id, state }) => ({ id, state })) })
}

/** A pipe is written to at once, so what was said before the kill is heard after it. */
function say(said: SendingSaid): void {
  process.stdout.write(`${JSON.stringify(said)}\n`)
}
