import { randomUUID } from 'node:crypto'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { enrolmentsOfYear } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { groupNames } from '../name-pupils.ts'
import { flagNotYours } from '../read-asked.ts'
import type { Filter } from '../rules/shown/asked.ts'
import { filterInWords } from '../rules/shown/filter-words.ts'
import { type KeptGroup, keepGroup, keptGroups, takeGroupAway } from './store.ts'

/** The saved groups that the caller may know of: not those made by a flag that is hidden from them. */
export async function groupsSeen(
  context: Context,
  of: Parameters<typeof keptGroups>[1],
): Promise<readonly KeptGroup[]> {
  const kept = await keptGroups(context.tx, of)
  return kept.filter(({ filter }) => flagNotYours(context, filter ?? {}) === undefined)
}

export const listSavedGroups: UseCase<typeof contract.listSavedGroups> = async (context, { params }) => {
  const kept = await groupsSeen(context, params)
  const names = await groupNames(context, { ...params, on: schoolTime(context.now).day })
  return success({
    groups: kept.map(({ id, name, pupilIds, filter, savedAt, savedByName, savedByPosition }) => ({
      id,
      name,
      pupils: pupilIds?.length ?? null,
      part: filter === null ? null : filterInWords(filter, (group) => names.get(group) ?? 'an ended class'),
      saved: { at: savedAt, name: savedByName, position: savedByPosition },
    })),
  })
}

/** Each group is a division of its own in every table of groups, and is weighed against all others in hiding small numbers. */
const MOST_GROUPS = 40

/** Saves a list of pupils, or a part of the school that is read anew each time. */
export const saveGroup: UseCase<typeof contract.saveGroup> = async (context, { params, body }) => {
  const { schoolId } = params
  const { name, pupilIds, part } = body
  const filter = part === undefined ? undefined : whatIsAsked(part)
  if (filter !== undefined && Object.keys(filter).length === 0)
    return refused('measures.everybody', 'That is the whole school. Choose a part of it before you save.')
  const notYours = flagNotYours(context, filter ?? {})
  if (notYours !== undefined) return notYours
  if (pupilIds !== undefined) {
    const { day } = schoolTime(context.now)
    const of = { schoolId, year: schoolYearOf(day), on: day, flags: [], pupilIds }
    const here = await enrolmentsOfYear(context.tx, of)
    if (here.length < new Set(pupilIds).size) return notAllowed('One of these pupils is not on roll this year.')
  }
  if ((await keptGroups(context.tx, { schoolId })).length >= MOST_GROUPS)
    return refused(
      'measures.too-many-groups',
      `This school has ${MOST_GROUPS} saved groups, which is as many as can be read on one page. Take one away that nobody looks at any more, then save this one.`,
    )
  const id = randomUUID()
  const of = { schoolId, id, name, pupilIds, filter, at: context.now, by: context.caller }
  if (!(await keepGroup(context.tx, of)))
    return conflict('measures.group-name-taken', `There is a saved group “${name}” already. Choose another name.`)
  context.audit({ facts: { group: id, pupils: pupilIds?.length ?? null } })
  return success({ id })
}

/** Only what is asked for, so that what is kept holds no empty names. */
function whatIsAsked(part: Filter): Filter {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}

export const removeSavedGroup: UseCase<typeof contract.removeSavedGroup> = async (context, { params }) => {
  const { schoolId, savedGroupId: id } = params
  const seen = await groupsSeen(context, { schoolId })
  const isTheirs = seen.some((one) => one.id === id)
  if (!isTheirs || !(await takeGroupAway(context.tx, { schoolId, id, at: context.now, by: context.caller })))
    return notAllowed()
  context.audit({ facts: { group: id } })
  return success({})
}
