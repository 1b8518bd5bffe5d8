import { fullName } from '../../../kernel/names.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { StatusTone } from '../../../ui/components/status-pill.tsx'
import type { whoIsHere } from '../../contract.ts'

export type PupilHere = Answer<typeof whoIsHere>['pupils'][number]
export type Place = PupilHere['place']

/** Where a pupil is, as people at the desk say it. */
export const PLACE_LOOK: Readonly<Record<Place, { readonly tone: StatusTone; readonly word: string }>> = {
  'on-site': { tone: 'done', word: 'On site' },
  late: { tone: 'done', word: 'On site, came late' },
  'left-site': { tone: 'waiting', word: 'Left the site' },
  elsewhere: { tone: 'waiting', word: 'Somewhere else' },
  absent: { tone: 'quiet', word: 'Absent, reason known' },
  'no-reason': { tone: 'problem', word: 'Absent, no reason yet' },
  'not-marked': { tone: 'now', word: 'No mark yet' },
  'not-due': { tone: 'quiet', word: 'Not expected' },
}

export function nameHere({ preferredName, familyName }: PupilHere): string {
  return fullName(preferredName, familyName)
}
