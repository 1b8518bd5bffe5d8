import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { type Session, type SessionIndex, sessionAt } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { byteOfCode, meaningOfByte } from '../../law/codes.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { actsOfYear } from '../../register/index.ts'
import { households } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { groupNames, type NameOf, namePupils } from '../name-pupils.ts'
import { type AskedFacts, readAsked } from '../read-asked.ts'
import { type ActSeen, allPresentInSeconds, editsAfterTheFact, TOO_FAST_SECONDS } from '../rules/coding/from-acts.ts'
import { codedDifferently, type Differing, oftenUsed, staleReasons } from '../rules/coding/from-marks.ts'
import { neverLate } from '../rules/coding/never-late.ts'
import { lastSessionMet } from '../rules/stretches.ts'

const RATE = 0.05

/** How a school uses codes: what is worth a second look. */
export const codeUse: UseCase<typeof contract.codeUse> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span, firstDay, on } = asked.value
  const homes = await households(context.tx, schoolId)
  const stale = staleReasons(facts, span)
  const differing = codedDifferently(facts, span, ({ pupilId }) => homes.get(pupilId))
  const ids = [
    ...stale.map((one) => one.pupilId),
    ...differing.flatMap((each) => [each.one.pupilId, each.other.pupilId]),
  ]
  const nameOf = await namePupils(context, { schoolId, on, enrolled: facts.enrolled, ids })
  const groups = await groupNames(context, { schoolId, on })
  const groupOf = (id: GroupId) => ({ id, name: groups.get(id) ?? 'Ended class' })
  const sessionOf = (at: SessionIndex) => sessionAt(year, at)
  context.audit({ facts: { stale: stale.length, siblings: differing.length } })
  return success({
    year,
    from: firstDay,
    until: lastSessionMet(facts, span),
    journalNumber: facts.journalNumber,
    pupils: facts.enrolled.length,
    classes: new Set(facts.enrolled.flatMap(({ groupId }) => (groupId === null ? [] : [groupId]))).size,
    stale:
      nameOf === undefined
        ? []
        : stale.map(({ pupilId, session, schoolDays }) => ({
            pupil: nameOf(pupilId),
            session: sessionOf(session),
            schoolDays,
          })),
    oftenUsed: oftenUsed(facts, span, RATE).map(({ groupId, code, adjusted: _, ...counts }) => ({
      group: groupOf(groupId),
      code,
      codeName: meaningOfByte(byteOfCode(code))?.name ?? code,
      ...counts,
    })),
    siblings: nameOf === undefined ? [] : siblingsShown(differing, nameOf, sessionOf),
    neverLate: neverLate(facts, span, RATE).map(({ groupId, ...counts }) => ({ group: groupOf(groupId), ...counts })),
    ...(await fromActs(context, { schoolId, asked: asked.value, groupOf })),
  })
}

/** One row for two pupils and their two codes, with every session at which they met. */
function siblingsShown(differing: readonly Differing[], nameOf: NameOf, sessionOf: (at: SessionIndex) => Session) {
  const idOf = ({ one, other }: Differing) => [one.pupilId, one.code, other.pupilId, other.code].join(' ')
  return [...Map.groupBy(differing, idOf)].flatMap(([id, [first, ...more]]) => {
    if (first === undefined) return []
    const coded = ({ pupilId, code }: { pupilId: PupilId; code: string }) => ({ pupil: nameOf(pupilId), code })
    const sessions = [first, ...more].map(({ session }) => sessionOf(session))
    return [{ id, one: coded(first.one), other: coded(first.other), sessions }]
  })
}

/** What shows in who saved what and when: only for those who may read the audit trail. */
async function fromActs(
  context: Context,
  of: { schoolId: SchoolId; asked: AskedFacts; groupOf: (id: GroupId) => { id: GroupId; name: string } },
) {
  if (context.may('audit.view') !== 'all') return { inSeconds: null, edits: null }
  const { year, firstDay, span } = of.asked
  const acts = await actsSeen(context, { schoolId: of.schoolId, asked: of.asked })
  const until = sessionAt(year, span.to).day
  const within = acts.filter(({ day }) => firstDay <= day && day <= until)
  const taken = Map.groupBy(
    within.filter(({ kind }) => kind === 'taken'),
    ({ by }) => by.id,
  )
  return {
    inSeconds: allPresentInSeconds(within).map(({ by, registers }) => ({
      by: by.name,
      of: taken.get(by.id)?.length ?? 0,
      registers: registers.map(({ number, groupId, day, half, seconds }) => ({
        number,
        group: groupId === null ? null : of.groupOf(groupId),
        session: { day, half },
        seconds,
      })),
    })),
    edits: editsAfterTheFact(within).map(({ by, ...edits }) => ({ id: `${edits.on} ${by.id}`, by: by.name, ...edits })),
  }
}

async function actsSeen(context: Context, of: { schoolId: SchoolId; asked: AskedFacts }): Promise<ActSeen[]> {
  const { year } = of.asked
  const acts = await actsOfYear(context.tx, { schoolId: of.schoolId, year, countWithin: TOO_FAST_SECONDS })
  const days = new Map<string, Day>()
  return acts.map(({ number, act, at, by, groupId, firstSession, marks, present }) => {
    // The date of a moment is asked of the calendar once an hour of it: a year has tens of thousands of acts.
    const hour = at.slice(0, 13)
    const on = days.get(hour) ?? schoolTime(at).day
    days.set(hour, on)
    const { day, half } = sessionAt(year, firstSession)
    return { number, kind: act, at, on, by, groupId, day, half, marks, present: present ?? 0 }
  })
}
