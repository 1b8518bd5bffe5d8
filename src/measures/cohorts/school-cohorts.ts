import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { groupNames } from '../name-pupils.ts'
import { readAsked } from '../read-asked.ts'
import { isAskedFor, weeksMet } from '../rules/shown/asked.ts'
import { benchmarksBeside } from '../rules/shown/benchmarks-beside.ts'
import { divisionsOf, insideAndOutside, isFew, type Parts, partsOf, totalShown } from '../rules/shown/cohorts.ts'
import { divisionsShown } from '../rules/shown/divisions-shown.ts'
import { partsOfEthnicity } from '../rules/shown/ethnic-division.ts'
import { enrolmentFigures, groupFigures } from '../rules/shown/group-figures.ts'
import { FEWEST_SHOWN } from '../rules/shown/small-numbers.ts'
import { lastSessionMet } from '../rules/stretches.ts'
import { targetsOf } from '../targets/keep-targets.ts'
import { groupsSeen } from './keep-saved-groups.ts'
import type { KeptGroup } from './store.ts'

/** Each group of pupils beside everybody else. */
export const schoolCohorts: UseCase<typeof contract.schoolCohorts> = async (context, { params, query }) => {
  const asked = await readAsked(context, params.schoolId, { ...query, byEthnicity: true })
  if (!asked.ok) return asked
  const { facts, year, span, firstDay, on, filter, flags, ethnicity } = asked.value
  const everybody = facts.enrolled.map((one) => enrolmentFigures(one, span))
  const each = everybody.filter(({ enrolled }) => isAskedFor(enrolled, filter))
  const all = groupFigures(each)
  const leftOut = groupFigures(everybody).enrolments - all.enrolments
  // The whole school is one question away, so a part that leaves a few out tells of those few.
  const shown = isFew(leftOut) ? null : totalShown(all)
  const names = await groupNames(context, { ...params, on })
  const saved = await groupsSeen(context, params)
  const school = await schoolOf(context.tx, params.schoolId)
  const parts = [
    ...partsOf(each, { flags, groupNames: names }),
    ...(ethnicity ? [partsOfEthnicity(query.ethnicGroups === 'detailed')] : []),
    ...saved.map(partsOfSaved),
  ]
  return success({
    year,
    asOf: context.now,
    from: firstDay,
    schoolWeeks: weeksMet(facts, span).length,
    on,
    until: lastSessionMet(facts, span),
    journalNumber: facts.journalNumber,
    fewest: FEWEST_SHOWN,
    all: shown,
    divisions: shown === null ? [] : divisionsShown(divisionsOf(each, { parts })),
    targets: await targetsOf(context.tx, { ...params, year }),
    benchmarks: school === undefined ? null : benchmarksBeside(school, { year }),
  })
}

function partsOfSaved({ id, name, pupilIds, filter }: KeptGroup): Parts {
  const listed = new Set(pupilIds ?? [])
  return insideAndOutside({
    id: `saved-${id}`,
    name,
    isIn: (enrolled) => (filter === null ? listed.has(enrolled.pupilId) : isAskedFor(enrolled, filter)),
  })
}
