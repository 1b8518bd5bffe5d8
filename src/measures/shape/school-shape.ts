import { success } from '../../kernel/result.ts'
import { compareYearGroups, yearGroupName } from '../../law/school-age.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { ShapeRow } from '../contract.ts'
import { groupNames } from '../name-pupils.ts'
import { publishedBands } from '../rules/benchmarks/published-bands.ts'
import { type EnrolmentShape, type Shape, shapeOf } from '../rules/shape/shape-of-absence.ts'
import { PHASES } from '../rules/shown/benchmarks-beside.ts'
import { filterInWords } from '../rules/shown/filter-words.ts'
import { lastSessionMet } from '../rules/stretches.ts'
import { readShape } from './read-shape.ts'

/** How absence and lateness lie over the days, of a school or a part of it. */
export const schoolShape: UseCase<typeof contract.schoolShape> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readShape(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span, firstDay, on, filter, each } = asked.value
  const names = await groupNames(context, { schoolId, on })
  const school = await schoolOf(context.tx, schoolId)
  const phase = school === undefined ? undefined : PHASES[school.phase]
  const all = shapeOf(each)
  const published = phase === undefined ? undefined : publishedBands(phase)
  return success({
    year,
    asOf: context.now,
    from: firstDay,
    until: lastSessionMet(facts, span),
    journalNumber: facts.journalNumber,
    on,
    part: filterInWords(filter, (id) => names.get(id) ?? 'an ended class'),
    all: rowOf(all),
    staysByLength: [...all.bySpellLength],
    brokenByTimes: [...all.byBrokenTimes],
    bands: [...all.figures.bands],
    lateByLength: [...all.byLateLength],
    byYearGroup: parts(each, ({ enrolled }) => enrolled.yearGroup)
      .map(({ key, row }) => ({ yearGroup: key, name: yearGroupName(key), ...row }))
      .sort((one, other) => compareYearGroups(one.yearGroup, other.yearGroup)),
    byGroup: parts(each, ({ enrolled }) => enrolled.groupId)
      .map(({ key, row }) => ({ groupId: key, name: names.get(key) ?? 'Ended group', ...row }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })),
    published: published === undefined ? null : { ...published, shares: [...published.shares] },
  })
}

function rowOf({ figures, spells, brokenWeeks, late }: Shape): ShapeRow {
  const { sessions, enrolments, full } = figures
  const { possible, absent } = sessions
  return { enrolments, possible, absent, full, stays: spells, brokenWeeks, late }
}

/** The shape of each part of the pupils; those who are in no part are in none of the rows. */
function parts<Key extends string>(each: readonly EnrolmentShape[], keyOf: (one: EnrolmentShape) => Key | null) {
  return [...Map.groupBy(each, keyOf)].flatMap(([key, of]) => (key === null ? [] : [{ key, row: rowOf(shapeOf(of)) }]))
}
