import type { Session } from '../../kernel/session.ts'
import type { DutySubject } from '../contract/duty.ts'

/** Who or what a duty is about, as the middle of its key. */
export function subjectKey(subject: DutySubject): string {
  if (subject.kind === 'school') return 'school'
  if (subject.kind === 'register') return `${subject.groupId}:${subject.session.day}:${subject.session.half}`
  return subject.kind === 'contact' ? `${subject.pupil}:${subject.id}` : subject.id
}

/**
 * The name of a duty, the same each time it is derived: `N4:<pupil>:2026-11-16:AM`. What follows the subject is what triggered it and
 * nothing that changes while the duty lasts (not how often, not how long).
 */
export function dutyKey(rule: string, subject: DutySubject, ...trigger: readonly string[]): string {
  return [rule, subjectKey(subject), ...trigger].join(':')
}

/** A session as a trigger: `2026-11-16:AM`. */
export function sessionTrigger({ day, half }: Session): string {
  return `${day}:${half}`
}
