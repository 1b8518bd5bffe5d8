import { type Day, longDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { lastDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { dayClocksOn } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { loadFacts } from '../load-facts.ts'
import { type NameOf, namePupils } from '../name-pupils.ts'
import { flagNotYours, flagsOf } from '../read-asked.ts'
import { didItHelp, FEWEST_SESSIONS, type Matched, type Outcome } from '../rules/compared/did-it-help.ts'
import { outcomeInLine, outcomeInWords, WHY_NO_INTERVAL } from '../rules/compared/outcome-words.ts'
import type { Enrolled, SchoolFacts } from '../rules/facts.ts'
import type { Sessions } from '../rules/sessions.ts'
import { isAskedFor } from '../rules/shown/asked.ts'
import { countedUntil, placeOfEnd } from '../rules/shown/counted-until.ts'
import { lastSessionMet } from '../rules/stretches.ts'
import { supportShown } from './keep-supports.ts'
import { type KeptSupport, supportsOf } from './store.ts'

/** A comparison, with the facts and the sessions that it was made from. */
export interface Compared {
  readonly facts: SchoolFacts
  readonly year: SchoolYear
  /** The first place with the support, and the last looked at; end before start where there is nothing after yet. */
  readonly start: SessionIndex
  readonly end: SessionIndex
  readonly pupilIds: ReadonlySet<PupilId>
  readonly outcome: Outcome
}

/**
 * Before and after for pupils who were supported from a day on, beside pupils who were alike and were not. For this slice's own page, and for
 * casework and hubs. Within the school year of the first day; up to the last session whose registers have closed.
 * @param of.to the last day with the support; until now where undefined.
 */
export async function compareSupported(
  context: Context,
  of: {
    schoolId: SchoolId
    from: Day
    to?: Day | undefined
    supported: readonly PupilId[] | ((enrolled: Enrolled) => boolean)
  },
): Promise<Compared> {
  const { schoolId, from, supported } = of
  const year = schoolYearOf(from)
  const now = schoolTime(context.now)
  const clocks = await dayClocksOn(context.tx, { schoolId, day: now.day })
  const facts = await loadFacts(context.tx, { schoolId, year, on: from, flags: flagsOf(context) })
  const chosen =
    typeof supported === 'function' ? facts.enrolled.filter(supported).map(({ pupilId }) => pupilId) : supported
  const pupilIds = new Set(chosen)
  const start = Math.max(0, placeOfEnd(year, from) - 1) as SessionIndex
  const end = Math.min(countedUntil(year, now, clocks), placeOfEnd(year, of.to ?? lastDayOf(year))) as SessionIndex
  return { facts, year, start, end, pupilIds, outcome: didItHelp(facts, { pupilIds, start, end }) }
}

/** A recorded support with its comparison, for those who may know of the part of the school that it is for. */
async function comparedOf(
  context: Context,
  { schoolId, supportId }: { schoolId: SchoolId; supportId: string },
): Promise<Result<{ kept: KeptSupport; compared: Compared }>> {
  const [kept] = await supportsOf(context.tx, { schoolId, id: supportId })
  if (kept === undefined) return notAllowed()
  const { from, to, pupilIds, filter } = kept
  const notYours = flagNotYours(context, filter ?? {})
  if (notYours !== undefined) return notYours
  const supported = pupilIds ?? ((enrolled: Enrolled) => isAskedFor(enrolled, filter ?? {}))
  return success({
    kept,
    compared: await compareSupported(context, { schoolId, from, to: to ?? undefined, supported }),
  })
}

/** What came of a support in one line, without anybody's name. */
export const supportResult: UseCase<typeof contract.supportResult> = async (context, { params }) => {
  const found = await comparedOf(context, params)
  if (!found.ok) return found
  const { kept, compared } = found.value
  const { facts, start, end, outcome, pupilIds } = compared
  const hasBegun = end >= start
  return success({
    line: hasBegun ? outcomeInLine(outcome) : `It begins on ${longDay(kept.from)}`,
    supported: pupilIds.size,
    compared: hasBegun ? outcome.matched.length : 0,
    until: hasBegun ? lastSessionMet(facts, { from: start, to: end }) : null,
    journalNumber: facts.journalNumber,
  })
}

/** Did a recorded support help? */
export const compareSupport: UseCase<typeof contract.compareSupport> = async (context, { params }) => {
  const { schoolId, supportId } = params
  const found = await comparedOf(context, params)
  if (!found.ok) return found
  const { kept, compared } = found.value
  const { from } = kept
  const { facts, year, start, end, outcome } = compared
  if (end < start)
    return refused('measures.not-begun', `It begins on ${longDay(from)}. There is nothing to compare before that.`)
  const { matched, leftOut, change, changeOfAlike, gap, changeOfGap, effect, interval, noInterval } = outcome
  const ids = [
    ...matched.flatMap((one) => [one.pupilId, ...one.alike.map((other) => other.pupilId)]),
    ...compared.pupilIds,
  ]
  const nameOf = await namePupils(context, { schoolId, on: from, enrolled: facts.enrolled, ids })
  context.audit({ facts: { support: supportId, named: nameOf !== undefined } })
  return success({
    year,
    until: lastSessionMet(facts, { from: start, to: end }),
    journalNumber: facts.journalNumber,
    support: await supportShown(context, schoolId, kept),
    before:
      start === 0
        ? null
        : {
            from: sessionAt(year, 0),
            to: lastSessionMet(facts, { from: 0 as SessionIndex, to: (start - 1) as SessionIndex }),
          },
    after: { from: sessionAt(year, start), to: lastSessionMet(facts, { from: start, to: end }) },
    words: outcomeInWords(outcome),
    supported: compared.pupilIds.size,
    compared: matched.length,
    change,
    changeOfAlike,
    gap,
    changeOfGap,
    effect: effect ?? null,
    interval: interval === undefined ? null : { low: interval[0], high: interval[1] },
    noInterval: noInterval === undefined ? null : WHY_NO_INTERVAL[noInterval],
    pupils: nameOf === undefined ? [] : matched.map((one) => matchedShown(one, nameOf)).sort(byName),
    leftOut: leftOutOf(compared, leftOut).map(({ pupilId, why }) => ({
      pupil: nameOf?.(pupilId) ?? null,
      why: WHY[why],
    })),
  })
}

const byName = (one: { pupil: { name: string } }, other: { pupil: { name: string } }) =>
  one.pupil.name.localeCompare(other.pupil.name, 'en')

const WHY = {
  'too few sessions': `Fewer than ${FEWEST_SESSIONS} possible sessions before or after: too little to compare.`,
  'nobody alike': 'Nobody without the support had nearly the same absence before.',
  'not on roll': 'Not on roll in this school year.',
} as const

/** Those named for the support who are not on roll at all are left out too. */
function leftOutOf(
  { facts, pupilIds }: Compared,
  leftOut: Outcome['leftOut'],
): readonly { readonly pupilId: PupilId; readonly why: keyof typeof WHY }[] {
  const here = new Set(facts.enrolled.map(({ pupilId }) => pupilId))
  const gone = [...pupilIds].filter((id) => !here.has(id))
  return [...leftOut, ...gone.map((pupilId) => ({ pupilId, why: 'not on roll' as const }))]
}

const counted = ({ absent, possible }: Sessions) => ({ absent, possible })

function matchedShown(one: Matched, nameOf: NameOf) {
  return {
    pupil: nameOf(one.pupilId),
    before: counted(one.before),
    after: counted(one.after),
    change: one.change,
    changeOfAlike: one.changeOfAlike,
    gap: one.gap,
    alike: one.alike.map(({ pupilId, change }) => ({ pupil: nameOf(pupilId), change })),
  }
}
