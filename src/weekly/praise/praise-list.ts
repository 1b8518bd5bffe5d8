import { addDays } from '../../kernel/day.ts'
import type { GroupId, PersonId, PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { groupsOfPerson, namesOfGroups, namesOnRoll, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { ForPraise } from '../contract.ts'
import { readWeek } from '../forms/read-week.ts'
import { PRAISED_AGAIN_AFTER } from '../rules/praise.ts'
import { praiseWords } from '../rules/say.ts'
import { praiseOf, praiseStates } from './store.ts'

/** For as long before today given praise is listed: long enough to see who has had none. */
const LISTED = 3 * PRAISED_AGAIN_AFTER

/** Whose praise the caller may give: every pupil, or those of the caller's own forms. */
export async function praisable(
  context: Context,
  of: { schoolId: Parameters<typeof pupilsOnRoll>[1]['schoolId']; pupilIds?: readonly PupilId[] },
) {
  const { tx, caller, reach, now } = context
  const { day } = schoolTime(now)
  const pupils = await pupilsOnRoll(tx, { ...of, day })
  if (reach === 'all') return pupils
  const own = await groupsOfPerson(tx, { schoolId: of.schoolId, personId: caller.id as PersonId, day })
  return pupils.filter(({ groupId }) => groupId !== null && own.includes(groupId))
}

/** Who is in school more, or late less, than in their own weeks before; and everybody else, for what no figure knows. */
export const praiseList: UseCase<typeof contract.praiseList> = async (context, { params, query }) => {
  const { schoolId } = params
  const { tx, now } = context
  const today = schoolTime(now).day
  const all = await praisable(context, { schoolId })
  const pupils = all.filter(
    ({ groupId, yearGroup }) =>
      (query.groupId === undefined || groupId === query.groupId) &&
      (query.yearGroup === undefined || yearGroup === query.yearGroup),
  )
  const pupilIds = pupils.map(({ id }) => id)
  const read = await readWeek(tx, { schoolId, now, today, pupilIds })
  const states = await praiseStates(tx, { schoolId, today, pupilIds })
  const forms = await namesOfGroups(tx, { schoolId, groupIds: pupils.flatMap(({ groupId }) => groupId ?? []) })
  const enrolled = new Map(read?.enrolled.map((one) => [one.pupilId, one]))
  const lines = pupils.map((pupil): ForPraise => {
    const one = enrolled.get(pupil.id)
    const change = (one && read?.pupilWeek(one).change) ?? NONE
    const { unwantedBy, last, againFrom } = states(pupil.id)
    return {
      pupilId: pupil.id,
      name: fullName(pupil.preferredName, pupil.familyName),
      form: formName(forms, pupil.groupId),
      change,
      words: praiseWords(change),
      praise: { unwantedBy, last, againFrom },
    }
  })
  const given = await praiseOf(tx, { schoolId, from: addDays(today, -LISTED), pupilIds })
  const names = await namesOnRoll(tx, { schoolId, ids: given.map(({ pupilId }) => pupilId) })
  return success({
    monday: read?.monday ?? null,
    improved: lines
      .filter(({ words, praise }) => words !== '' && praise.unwantedBy.length === 0)
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    pupils: lines,
    given: given.map(({ name, position, ...one }) => ({
      ...one,
      name: names.get(one.pupilId) ?? 'A pupil who is not here',
      by: { name, position },
    })),
    mayMessage: context.may('messages.send') === 'all',
  })
}

const NONE = { kind: 'too-early', halfDays: 0, fewerLates: 0 } as const

export function formName(forms: ReadonlyMap<GroupId, string>, groupId: GroupId | null): string {
  return (groupId && forms.get(groupId)) ?? 'No form'
}
