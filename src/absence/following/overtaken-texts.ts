import { schoolTime } from '../../kernel/time-of-day.ts'
import type { AskOvertaken } from '../../messaging/index.ts'
import { stillAbsent } from './read-morning.ts'

/** Templates that say that a child is not in school. */
const SAY_ABSENT: readonly string[] = ['first-day', 'absent-again', 'return-check', 'still-no-reason']

/**
 * A text of the morning goes only while the child is absent without a reason: where the service was down until eleven, they may have come
 * meanwhile, or the reason may be known. Asked as it is about to go, so that it holds however the mark was changed.
 */
export const overtakenTexts: AskOvertaken = async (tx, { schoolId, now, messages }) => {
  const { day } = schoolTime(now)
  const saying = messages.filter((one) => SAY_ABSENT.includes(one.templateKey) && one.day === day)
  if (saying.length === 0) return new Map()
  const pupilIds = [...new Set(saying.flatMap((one) => one.pupilIds))]
  const absent = await stillAbsent(tx, { schoolId, now, pupilIds })
  return new Map(
    saying.flatMap(({ messageId, pupilIds: about }) => {
      const left = about.filter((id) => absent.has(id))
      const why = 'the child is not absent without a reason any more'
      return left.length === about.length ? [] : [[messageId, { why, left }] as const]
    }),
  )
}
