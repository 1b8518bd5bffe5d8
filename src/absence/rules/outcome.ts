import { longDay } from '../../kernel/day.ts'
import type { Session } from '../../kernel/session.ts'
import { type Code, codesInUseOn } from '../../law/codes.ts'
import { categoryOfRestricted } from '../../law/reason-category.ts'
import { type Accepted, acceptedAs, type ReportStep, reportState, type SetAsideReason } from './report.ts'

const ASIDE: Readonly<Record<SetAsideReason, string>> = {
  'wrong-child': 'It was entered for the wrong child and has been moved. Nothing was recorded because of it.',
  duplicate: 'We had this from you already.',
  'taken-back': 'You took this report back. Nothing was recorded because of it.',
  'in-school': 'Your child was in school, so nothing was recorded because of it.',
  'not-from-family': 'We could not be sure that it came from your family. Please ring us.',
}

/**
 * What became of a report, in plain words for the family who made it: never who else said what, never the office’s own notes.
 * @param where a message is read by whoever holds the telephone: it names no restricted code.
 */
export function outcomeForFamily(steps: readonly ReportStep[], where: 'page' | 'message' = 'page'): string {
  const state = reportState(steps)
  const last = steps.at(-1)
  if (state === 'waiting')
    return last?.kind === 'answer'
      ? 'Thank you. We have your answer and will look at it.'
      : 'We have your report and will look at it.'
  if (state === 'waiting for the family') return last?.kind === 'question' ? `We have a question: ${last.text}` : ''
  const accepted = acceptedAs(steps)
  if (accepted !== undefined) return [recordedAs(accepted, where), accepted.text].filter(Boolean).join(' ')
  return last?.kind === 'set-aside' ? [ASIDE[last.reason], last.text].filter(Boolean).join(' ') : ''
}

/** Whether how it was recorded tells something of the child or the family, so that only those with responsibility hear it. */
export function isForParentsAlone({ code, from }: Pick<Accepted, 'code' | 'from'>): boolean {
  const meaning = meaningOn(code, from)
  return categoryOfRestricted(code) !== undefined || meaning?.statistical === 'unauthorised'
}

function meaningOn(code: Code, { day }: Session) {
  return codesInUseOn(day).find((one) => one.code === code)
}

function recordedAs(accepted: Accepted, where: 'page' | 'message'): string {
  const { code, from, to } = accepted
  if (code === 'L') return 'Thank you for letting us know. Please have your child signed in on arrival.'
  if (where === 'message' && categoryOfRestricted(code) !== undefined)
    return `We have recorded what you told us about ${spanInWords(from, to)}. Please ring us if you want to know how.`
  const meaning = meaningOn(code, from)
  const counted =
    meaning?.statistical === 'authorised'
      ? 'The school accepts the reason.'
      : meaning?.statistical === 'unauthorised'
        ? 'The school has not accepted a reason for it. If that is wrong, please tell us.'
        : 'It does not count as absence.'
  // Of an absence without an accepted reason the code’s own name is a term of the law, and says nothing that a family would.
  const as = meaning?.statistical === 'unauthorised' ? 'absent' : `“${meaning?.name ?? code}”`
  return `We have recorded ${spanInWords(from, to)} as ${as}. ${counted}`
}

/** "Monday 23 November 2026", "the morning of …", "… to …". */
export function spanInWords(from: Session, to: Session): string {
  if (from.day === to.day) {
    if (from.half === to.half) return `the ${from.half === 'AM' ? 'morning' : 'afternoon'} of ${longDay(from.day)}`
    return longDay(from.day)
  }
  return `${longDay(from.day)}${from.half === 'PM' ? ' (afternoon)' : ''} to ${longDay(to.day)}${to.half === 'AM' ? ' (morning)' : ''}`
}
