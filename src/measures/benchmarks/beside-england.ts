import { success } from '../../kernel/result.ts'
import { lastDayOf, schoolYear } from '../../kernel/school-year.ts'
import { sessionAt } from '../../kernel/session.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type { FlagKind } from '../../roll/contract.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { ComparedWithEngland, Published } from '../contract.ts'
import { loadFacts } from '../load-facts.ts'
import { readAsked } from '../read-asked.ts'
import { type Compared, comparedWith, groupName, type OwnCounted, ownCounted } from '../rules/shown/beside-england.ts'

/** Flags that DfE publishes figures by. */
const PUBLISHED_FLAGS: readonly FlagKind[] = ['fsm', 'ehcp', 'sen-support']

/** The whole school beside England, series by series, this year and the last. */
export const besideEngland: UseCase<typeof contract.besideEngland> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span } = asked.value
  const flags = asked.value.flags.filter((flag) => PUBLISHED_FLAGS.includes(flag))
  const school = await schoolOf(context.tx, schoolId)
  const before = schoolYear(year - 1)
  const lastOfBefore = lastDayOf(before)
  const factsBefore = await loadFacts(context.tx, { schoolId, year: before, on: lastOfBefore, flags })
  const own = (of: Compared) =>
    [
      ownCounted(of, facts, { until: sessionAt(year, span.to), flags }),
      ownCounted(of, factsBefore, { until: { day: lastOfBefore, half: 'PM' }, flags }),
    ].filter((one) => one !== undefined)
  return success({
    asOf: context.now,
    journalNumber: facts.journalNumber,
    compared: school === undefined ? [] : comparedWith(school.phase, year).map((of) => compared(of, own(of), flags)),
  })
}

const FLAG_OF: Readonly<Record<string, FlagKind>> = {
  fsm: 'fsm',
  'not-fsm': 'fsm',
  ehcp: 'ehcp',
  'sen-support': 'sen-support',
  'any-sen': 'sen-support',
  'no-sen': 'sen-support',
}

function compared(of: Compared, own: readonly OwnCounted[], flags: readonly FlagKind[]): ComparedWithEngland {
  const { series, period, phase, england, groups } = of
  return {
    id: `${series} ${period}`,
    series,
    period,
    phase: phase ?? null,
    england:
      england === undefined
        ? null
        : published(england, { source: england.source, verified: england.unverified !== true }),
    own: own.map(({ groups: _, ...one }) => one),
    groups: groups
      .filter(({ group }) => {
        const flag = FLAG_OF[group]
        return flag === undefined || flags.includes(flag)
      })
      .map((one) => ({
        id: one.group,
        name: groupName(one.group),
        england: published(one, one.citation),
        own: own.map(({ groups: found }) => found.get(one.group) ?? null),
      }))
      .filter((one) => own.some(({ groups: found }) => found.has(one.id))),
  }
}

function published(
  {
    year,
    absent,
    persistent,
    severe,
  }: Pick<Compared['groups'][number], 'year' | 'absent' | 'persistent'> & {
    readonly severe?: number | undefined
  },
  { source, verified }: { readonly source: string; readonly verified: boolean },
): Published {
  return {
    year: schoolYear(year),
    absence: absent ?? null,
    persistent: persistent ?? null,
    severe: severe ?? null,
    source,
    verified,
  }
}
