import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { messagesOfTemplates } from '../../messaging/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { EventOf, ThreadEvent } from '../contract/event.ts'
import { fateOf } from '../rules/improve/fate.ts'

export const NOTICE_TEMPLATE = 'notice-to-improve'

/** What messaging makes where a person lets a message that failed go as a letter. */
export function letterInsteadOf(messageId: string): string {
  return `letter of ${messageId}`
}

interface Sent {
  readonly pupilId: PupilId
  readonly events: readonly ThreadEvent[]
}

/** Threads with what became of the messages by which their notices were sent: what waits, failed or was taken back has reached nobody. */
export async function withFates<Thread extends Sent>(
  tx: Tx,
  schoolId: SchoolId,
  threads: readonly Thread[],
): Promise<readonly Thread[]> {
  const sent = threads.flatMap(({ pupilId, events }) =>
    events.filter(isSentAsMessage).map((event) => ({ pupilId, event })),
  )
  const [from] = sent.map(({ event }) => event.day).toSorted()
  if (from === undefined) return threads
  const pupilIds = [...new Set(sent.map(({ pupilId }) => pupilId))]
  const messages = await messagesOfTemplates(tx, { schoolId, templates: [NOTICE_TEMPLATE], from, pupilIds })
  const became = (messageId: string): typeof messages =>
    messages
      .filter(({ asked }) => asked.messageId === messageId || asked.cause === letterInsteadOf(messageId))
      .flatMap((one) =>
        one.asked.messageId === messageId
          ? [one]
          : [one, ...became(one.asked.messageId).filter(({ asked }) => asked.messageId !== one.asked.messageId)],
      )
  return threads.map((thread) => ({
    ...thread,
    events: thread.events.map((event) => {
      if (!isSentAsMessage(event)) return event
      const fate = fateOf(event.body.messages.flatMap(became).map(({ stands }) => stands))
      return fate === undefined ? event : { ...event, fate }
    }),
  }))
}

function isSentAsMessage(event: ThreadEvent): event is EventOf<'improve-sent'> {
  return event.kind === 'improve-sent' && event.body.way === 'message'
}
