import { notAllowed, success } from '../../kernel/result.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { sessionAt } from '../../kernel/session.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { SHAPE_LINES_ON_PAGE, type ShapeLine } from '../contract.ts'
import { type NameOf, namePupils } from '../name-pupils.ts'
import { enrolmentsInPart } from '../rules/shape/shape-parts.ts'
import { lastSessionMet } from '../rules/stretches.ts'
import { readShape } from './read-shape.ts'

/** The pupils whom a number counts, by name, with what each has of it. Only for those who may see every pupil and their marks. */
export const listShapePupils: UseCase<typeof contract.listShapePupils> = async (context, { params, query }) => {
  if (context.may('register.view') !== 'all') return notAllowed()
  const { schoolId } = params
  const { part, skip = 0 } = query
  const asked = await readShape(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span, on, each } = asked.value
  const inPart = enrolmentsInPart(each, part)
  const page = inPart.slice(skip, skip + SHAPE_LINES_ON_PAGE)
  const ids = page.map(({ shape }) => shape.enrolled.pupilId)
  const nameOf = await namePupils(context, { schoolId, on, enrolled: facts.enrolled, ids })
  if (nameOf === undefined) return notAllowed()
  context.audit({ facts: { figure: part, pupils: page.length } })
  return success({
    year,
    until: lastSessionMet(facts, span),
    journalNumber: facts.journalNumber,
    total: inPart.length,
    count: inPart.reduce((sum, { own }) => sum + own, 0),
    lines: page.map((one) => lineOf(one, { year, nameOf })),
    next: skip + SHAPE_LINES_ON_PAGE < inPart.length ? skip + SHAPE_LINES_ON_PAGE : null,
  })
}

function lineOf(
  { shape, own, spells, weeks, late }: ReturnType<typeof enrolmentsInPart>[number],
  { year, nameOf }: { readonly year: SchoolYear; readonly nameOf: NameOf },
): ShapeLine {
  return {
    pupil: nameOf(shape.enrolled.pupilId),
    own,
    absent: shape.sessions.absent,
    possible: shape.sessions.possible,
    stays: spells.map(({ from, to, sessions }) => ({ from: sessionAt(year, from), to: sessionAt(year, to), sessions })),
    weeks: weeks.map(({ monday }) => monday),
    late: late.map(({ place, code, arrivedAt, minutes }) => ({ ...sessionAt(year, place), code, arrivedAt, minutes })),
  }
}
