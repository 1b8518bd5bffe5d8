import { schoolTime } from '../../kernel/time-of-day.ts'
import type { AskOvertaken } from '../../messaging/index.ts'
import { tooLateToLeave } from '../rules/improve/fate.ts'
import { noticeState } from '../rules/improve/notice-state.ts'
import { NOTICE_TEMPLATE } from '../threads/read-fates.ts'
import { readThreads } from '../threads/store.ts'

/**
 * A notice to improve goes only while its parent can have it before its first day: whoever reads it later was never told of the weeks on which they
 * would be judged. Asked as it is about to go, by a service or by the person who prints it.
 */
export const overtakenNotices: AskOvertaken = async (tx, { schoolId, now, messages }) => {
  const notices = messages.filter(({ templateKey }) => templateKey === NOTICE_TEMPLATE)
  if (notices.length === 0) return new Map()
  const today = schoolTime(now).day
  const pupilIds = [...new Set(notices.flatMap((one) => one.pupilIds))]
  const threads = await readThreads(tx, { schoolId, pupilIds, kinds: ['notice to improve'] })
  return new Map(
    notices.flatMap(({ messageId, pupilIds: about, contactId, channel }) => {
      // To one parent there is one about a child that has not ended, whichever of its messages this is.
      const states = threads
        .filter((thread) => thread.contactId === contactId && about.includes(thread.pupilId))
        .flatMap(({ events }) => noticeState(events, today) ?? [])
      const goes = states.findLast(({ sentOn, outcome }) => sentOn !== null && outcome === null)
      if (goes === undefined) return []
      const why = tooLateToLeave(goes.told.first, { today, byPost: channel === 'letter' })
      return why === null ? [] : [[messageId, { why, left: [] }] as const]
    }),
  )
}
