import { randomUUID } from 'node:crypto'
import { longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolYearName, schoolYearOf } from '../../kernel/school-year.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { enrolmentsOfYear } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { groupNames } from '../name-pupils.ts'
import { flagNotYours, flagsOf } from '../read-asked.ts'
import { type Filter, isAskedFor } from '../rules/shown/asked.ts'
import { filterInWords } from '../rules/shown/filter-words.ts'
import { type KeptSupport, keepEnd, keepSupport, supportsOf } from './store.ts'

export const listSupports: UseCase<typeof contract.listSupports> = async (context, { params }) => {
  const { schoolId } = params
  const kept = await supportsOf(context.tx, { schoolId })
  const visible = kept.filter(({ filter }) => flagNotYours(context, filter ?? {}) === undefined)
  return success({ supports: await Promise.all(visible.map((one) => supportShown(context, schoolId, one))) })
}

/** A support as answers show it: no pupil is named. */
export async function supportShown(context: Context, schoolId: SchoolId, kept: KeptSupport) {
  const { id, name, from, to, pupilIds, filter, recordedAt, endedAt } = kept
  const groups = filter?.groupIds === undefined ? undefined : await groupNames(context, { schoolId, on: from })
  return {
    id,
    name,
    from,
    to,
    pupils: pupilIds?.length ?? null,
    part: filter === null ? null : filterInWords(filter, (group) => groups?.get(group) ?? 'an ended class'),
    recorded: { at: recordedAt, name: kept.recordedByName, position: kept.recordedByPosition },
    ended:
      endedAt === null ? null : { at: endedAt, name: kept.endedByName ?? '', position: kept.endedByPosition ?? '' },
  }
}

/** Each line of the list of supports asks a comparison with every pupil of the school; a support is kept for good, so the bound is one a year. */
const MOST_IN_A_YEAR = 40

export const recordSupport: UseCase<typeof contract.recordSupport> = async (context, { params, body }) => {
  const { schoolId } = params
  const { name, from, pupilIds, part } = body
  const filter = part === undefined ? undefined : partOf(part)
  const notYours = flagNotYours(context, filter ?? {})
  if (notYours !== undefined) return notYours
  const enrolled = await enrolmentsOfYear(context.tx, {
    schoolId,
    year: schoolYearOf(from),
    on: from,
    flags: flagsOf(context),
  })
  const here = new Set(enrolled.map((one) => one.pupilId))
  if (pupilIds?.some((id) => !here.has(id))) return notAllowed('One of these pupils is not on roll in that year.')
  const supported = filter === undefined ? (pupilIds ?? []) : enrolled.filter((one) => isPart(one, filter))
  if (supported.length === 0)
    return refused('measures.nobody-supported', 'Nobody is in this part of the school on that day. Choose another.')
  const year = schoolYearOf(from)
  const inYear = (await supportsOf(context.tx, { schoolId })).filter((one) => schoolYearOf(one.from) === year)
  if (inYear.length >= MOST_IN_A_YEAR)
    return refused(
      'measures.too-many-supports',
      `${MOST_IN_A_YEAR} supports of this school begin in ${schoolYearName(year)}, which is as many as are kept of one year. Record what is done for several pupils as one support for all of them.`,
    )
  const id = randomUUID()
  await keepSupport(context.tx, { schoolId, id, name, from, pupilIds, filter, at: context.now, by: context.caller })
  context.audit({ facts: { from, pupils: supported.length } })
  return success({ id })
}

/** Only what is asked for, so that what is kept holds no empty names. */
function partOf(part: Filter): Filter {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}

function isPart(one: Awaited<ReturnType<typeof enrolmentsOfYear>>[number], filter: Filter): boolean {
  const { firstSession, lastSession, ...of } = one
  return isAskedFor({ ...of, onRoll: { from: firstSession, to: lastSession }, strip: new Uint8Array(0) }, filter)
}

export const endSupport: UseCase<typeof contract.endSupport> = async (context, { params, body }) => {
  const { schoolId, supportId: id } = params
  const [kept] = await supportsOf(context.tx, { schoolId, id })
  if (kept === undefined || flagNotYours(context, kept.filter ?? {}) !== undefined) return notAllowed()
  if (kept.to !== null) return refused('measures.support-ended', `It has ended already, on ${longDay(kept.to)}.`)
  if (body.day < kept.from)
    return refused('measures.ends-before-it-begins', 'It would end before it began. Choose a later day.')
  if (!(await keepEnd(context.tx, { schoolId, id, day: body.day, at: context.now, by: context.caller })))
    return refused('measures.support-ended', 'Somebody else has just said when it ended. Look at it again.')
  context.audit({ facts: { support: id } })
  return success({})
}
