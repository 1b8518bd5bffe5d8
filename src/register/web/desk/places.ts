import { fullName } from '../../../kernel/names.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { StatusTone } from '../../../ui/components/status-pill.tsx'
import type { whoIsHere } from '../../contract.ts'

export type PupilHere = Answer<typeof whoIsHere>['pupils'][number]
export type Place = PupilHere['place']

/** Where a pupil is, as people at the desk say it; `short` inside a sentence. */
export const PLACE_LOOK: Readonly<
  Record<Place, { readonly tone: StatusTone; readonly word: string; readonly short: string }>
> = {
  'on-site': { tone: 'done', word: 'On site', short: 'on site' },
  late: { tone: 'done', word: 'On site, came late', short: 'came late' },
  'left-site': { tone: 'waiting', word: 'Left the site', short: 'left' },
  elsewhere: { tone: 'waiting', word: 'Somewhere else', short: 'somewhere else' },
  absent: { tone: 'quiet', word: 'Absent, reason known', short: 'absent' },
  'no-reason': { tone: 'problem', word: 'Absent, no reason yet', short: 'no reason yet' },
  'not-marked': { tone: 'now', word: 'Not marked', short: 'not marked' },
  'not-yet': { tone: 'quiet', word: 'Not registered yet', short: 'not registered yet' },
  'not-due': { tone: 'quiet', word: 'Not expected', short: 'not expected' },
}

export function nameHere({ preferredName, familyName }: PupilHere): string {
  return fullName(preferredName, familyName)
}
