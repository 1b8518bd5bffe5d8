import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import type { Act, pupilHistory } from '../../contract.ts'

export type Change = Answer<typeof pupilHistory>['changes'][number]

export const ACT_WORDS: Readonly<Record<Act, string>> = {
  taken: 'Register taken',
  amended: 'Amended',
  'signed-in': 'Signed in late',
  'left-site': 'Left the site',
  returned: 'Came back',
  closed: 'Register closed',
  reopened: 'Register reopened',
  planned: 'Planned',
  'school-closed': 'School closed',
  withdrawn: 'Withdrawn',
  imported: 'Imported',
  undone: 'Save undone',
}

export function sessionWords({ day, half }: Pick<Change, 'day' | 'half'>): string {
  return `${shortDay(day)}, ${half === 'AM' ? 'morning' : 'afternoon'}`
}

/** "Monday 23 November 2026, 09:12". */
export function momentWords(at: string): string {
  return `${longDayText(at)}, ${timeText(at)}`
}

/** "Dana Osei, Attendance officer". */
export function actorWords({ name, position }: Change['by']): string {
  return position === '' ? name : `${name}, ${position}`
}

const DETAIL_WORDS: Readonly<Record<string, string>> = {
  arrival_time: 'Arrived at',
  minutes_late: 'Minutes late',
  reason: 'Reason',
  note: 'Note',
  left_at: 'Left at',
  returned_at: 'Came back at',
  nature: 'Nature',
}

/** What is recorded beside a mark, as label and text: "Note", "Asthma". */
export function detailWords(details: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(details).map(([key, text]) => [DETAIL_WORDS[key] ?? key.replaceAll('_', ' '), text] as const)
}

export const HELD = 'The office holds the details'

/** Why a mark was changed; and, where they are not the same words, what was recorded beside the mark as its own reason. */
export function reasonRows({
  reason,
  details,
  withheld,
}: Pick<Change, 'reason' | 'details' | 'withheld'>): readonly (readonly [string, string])[] {
  const beside = details.reason
  if (beside === undefined || beside === reason) return [['Reason', reason ?? (withheld ? HELD : 'None given')]]
  return reason === null
    ? [['Reason', beside]]
    : [
        ['Reason', reason],
        ['Reason recorded beside the mark', beside],
      ]
}

/** What else is recorded beside a mark, where its reason stands among the reasons. */
export function detailsBesideReason({ reason: _, ...others }: Readonly<Record<string, string>>) {
  return others
}
