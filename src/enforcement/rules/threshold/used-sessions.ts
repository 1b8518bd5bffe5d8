import type { EventOf, ThreadEvent } from '../../contract/event.ts'
import { sessionKey } from './marks-of-strip.ts'

/** A penalty notice's thread as far as it says which sessions are used up. */
export interface UsingThread {
  readonly kind: string
  readonly events: readonly ThreadEvent[]
}

/**
 * The sessions for which a penalty notice was asked for and not called off or withdrawn, as `sessionKey` names them: they count towards no other
 * [unverified: the national framework was not seen to say]. Notices to both parents for the same sessions rest on the same consideration.
 * @param except this consideration’s own notices
 */
export function usedSessions(threads: readonly UsingThread[], except?: string): ReadonlySet<string> {
  return new Set(
    threads
      .filter(({ kind }) => kind === 'penalty notice')
      .filter(({ events }) => !events.some(({ kind }) => kind === 'penalty-called-off' || kind === 'penalty-withdrawn'))
      .flatMap(({ events }) => events)
      .filter((event): event is EventOf<'penalty-requested'> => event.kind === 'penalty-requested')
      .filter(({ body }) => except === undefined || body.considerationId !== except)
      .flatMap(({ body }) => body.sessions.map(sessionKey)),
  )
}
