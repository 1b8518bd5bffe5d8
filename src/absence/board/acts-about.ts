import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { actsOf } from '../following/store.ts'
import { shownAct } from './shown-family.ts'

/** Something done while a child was looked for, as the caller may know it. */
export interface ShownAct {
  readonly id: string
  readonly day: Day
  readonly at: Moment
  readonly what: string
  readonly words: string
  readonly by: { readonly name: string; readonly position: string }
}

/** What was done about one child on mornings from one day to another, oldest first; nothing for those who may not see absences. */
export async function actsAbout(
  context: Pick<Context, 'tx' | 'may'>,
  of: { readonly schoolId: SchoolId; readonly pupilId: PupilId; readonly from: Day; readonly to: Day },
): Promise<readonly ShownAct[]> {
  if (context.may('absence.view') !== 'all') return []
  const viewer = {
    contacts: context.may('pupil.view-contacts') !== undefined,
    sensitive: context.may('pupil.view-sensitive') !== undefined,
  }
  const acts = await actsOf(context.tx, { ...of, pupilIds: [of.pupilId] })
  return acts.map((act) => ({ id: act.id, day: act.day, at: act.at, by: act.by, ...shownAct(act, viewer) }))
}
