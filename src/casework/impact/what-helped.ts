import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { FEWEST_SHOWN } from '../../measures/contract.ts'
import { type ComparedBegun, compareBegun, writeTables } from '../../measures/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import { readCases } from '../cases/store.ts'
import { entriesOf } from '../contract/entry.ts'
import type { WhatHelped } from '../contract/what-helped.ts'
import type * as contract from '../contract.ts'
import { type CountedCase, impactOf, type ReachOfKind } from '../rules/support/impact.ts'
import { impactShown, type ReachShown } from '../rules/support/impact-shown.ts'
import { impactTables } from '../rules/support/impact-tables.ts'

/** What was offered in cases, how families answered, and what changed for those with whom it began. */
export const whatHelped: UseCase<typeof contract.whatHelped> = async (context, { params, query }) => {
  const hides = context.may('casework.view') !== 'all'
  context.audit({ facts: { hidden: hides } })
  return success(await read(context, { schoolId: params.schoolId, year: query.year, hides }))
}

interface Of {
  readonly schoolId: SchoolId
  readonly year: SchoolYear | undefined
  readonly hides: boolean
}

async function read(context: Context, { schoolId, year: asked, hides }: Of): Promise<WhatHelped> {
  const today = schoolTime(context.now).day
  const year = asked ?? schoolYearOf(today)
  const cases = await readCases(context.tx, { schoolId, restricted: false })
  const [from, to] = [firstDayOf(year), lastDayOf(year)]
  const impact = impactOf(cases, { from, to, today })
  const compared = await compareBegun(context, { schoolId, year, groups: impact.kinds.map(begunOf) })
  const shown = impactShown(impact, { hides })
  const names = hides ? undefined : await namesOf(context, schoolId, impact.kinds)
  return {
    ...{ asOf: context.now, year, years: yearsOf(cases, year, today), from },
    until: compared.until?.day ?? null,
    ...{ fewest: FEWEST_SHOWN, hides, refusing: shown.refusing },
    kinds: shown.kinds.map((one, at) => ({
      ...one,
      ...resultShown(one, { compared: compared.groups[at], hides }),
      behind: names === undefined ? null : behindOf(impact.kinds[at], names),
    })),
    refusals: [...shown.refusals],
    waits: [...shown.waits],
  }
}

function begunOf({ children }: ReachOfKind) {
  return children.flatMap(({ pupilId, ran }) => (ran === null ? [] : [{ pupilId, ...ran }]))
}

/** The school years in which anything was offered, and the one asked for and this one. */
function yearsOf(cases: readonly CountedCase[], asked: SchoolYear, today: Day): number[] {
  const offered = cases.flatMap(({ entries }) =>
    entriesOf(entries, 'support-offered').map(({ day }) => schoolYearOf(day)),
  )
  return [...new Set([asked, schoolYearOf(today), ...offered])].sort((one, other) => other - one)
}

const NOTHING = { compared: null, line: null, words: null, effect: null, interval: null }

const TOO_FEW = `Fewer than ${FEWEST_SHOWN} children can be compared: too few to say anything`

/** A result for so few children that one could be told from it is hidden with their number. */
function resultShown({ ran }: ReachShown, of: { compared: ComparedBegun | undefined; hides: boolean }) {
  const { compared, hides } = of
  if (ran === 0) return { ...NOTHING, compared: 0 }
  if (compared === undefined) return NOTHING
  const { outcome, line, words } = compared
  const few = (number: number) => number > 0 && number < FEWEST_SHOWN
  if (hides && (ran === null || few(compared.compared) || few(ran - compared.compared))) return NOTHING
  // Of a handful of children a difference is chance, and somebody would quote it.
  if (few(compared.compared)) return { ...NOTHING, compared: compared.compared, line: TOO_FEW }
  const { effect, interval } = outcome
  return {
    compared: compared.compared,
    ...{ line, words },
    // Of nobody a difference of nought is none.
    effect: compared.compared === 0 ? null : (effect ?? null),
    interval: interval === undefined ? null : { low: interval[0], high: interval[1] },
  }
}

async function namesOf(context: Context, schoolId: SchoolId, kinds: readonly ReachOfKind[]) {
  const ids = kinds.flatMap(({ children }) => children.map(({ pupilId }) => pupilId))
  return namesOnRoll(context.tx, { schoolId, ids: [...new Set(ids)] })
}

function behindOf(of: ReachOfKind | undefined, names: Awaited<ReturnType<typeof namesOf>>) {
  return (of?.children ?? [])
    .map(({ caseId, pupilId, said, ran }) => ({
      ...{ caseId, name: names.get(pupilId) ?? 'A pupil who has left' },
      ...{ said, began: ran?.from ?? null },
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** The page as a file: small numbers are hidden whoever asks, because a file travels. */
export const exportWhatHelped: UseCase<typeof contract.exportWhatHelped> = async (context, { params, query }) => {
  const { schoolId, table, format } = params
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  const found = await read(context, { schoolId, year: query.year, hides: true })
  const { year, from } = found
  const until = found.until ?? from
  const tables = impactTables({ school, year: schoolYear(year), from, until }, found)
  context.audit({ facts: { table, format, year } })
  return success(
    await writeTables({
      format,
      name: `${school.shortName} what helped ${format === 'csv' ? table : ''} ${from} to ${until}`,
      tables: format === 'csv' ? tables.filter(({ id }) => id === table) : tables,
    }),
  )
}
