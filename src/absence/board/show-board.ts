import { namesOf } from '../../identity/index.ts'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { codeOfByte } from '../../law/codes.ts'
import { repliesToRead } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { sourceOf } from '../../policy/contract.ts'
import { arrivalsOf } from '../../register/index.ts'
import { households, namesOnRoll, tutorsOn } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { MorningCounts } from '../contract.ts'
import { chaseContact, type Followed, type Morning, readMorning } from '../following/read-morning.ts'
import { claimsOf } from '../following/store.ts'
import { callable } from '../rules/ladder.ts'
import { halvesToday, lateToday, type Untaken, untakenRegisters } from '../rules/morning.ts'
import { inFamilies } from '../rules/order.ts'
import { hardToPlace } from '../rules/report-duties.ts'
import { type FamilyShowing, shownAct, shownFamily } from './shown-family.ts'

type Families = readonly (readonly Followed[])[]

/** The morning board, whole: a fixed number of statements, however many children are absent. */
export const morningBoard: UseCase<typeof contract.morningBoard> = async (context, { params }) => {
  const { schoolId } = params
  const { tx, now } = context
  const morning = await readMorning(tx, { schoolId, now })
  const { marks, today, meets } = morning
  const late = lateToday(marks)
  const ids = [
    ...morning.followed.map(({ absent }) => absent.pupil.pupilId),
    ...morning.ended.map(({ pupilId }) => pupilId),
    ...late.map(({ pupil }) => pupil.pupilId),
  ]
  const names = await namesOnRoll(tx, { schoolId, ids })
  const groups = new Map(marks.groups.map(({ id, name }) => [id, name]))
  const showing = await showingOf(context, { morning, names, groups })
  const { open, resting } = await familiesOf(context, morning, names)
  const registers = untakenRegisters(marks)
  const groupOf = new Map(marks.enrolments.map(({ pupilId, groupId }) => [pupilId, groupId]))
  const groupName = (id: GroupId | null | undefined) => (id == null ? null : (groups.get(id) ?? null))
  context.audit({ facts: { families: open.length, resting: resting.length } })
  return success({
    asOf: now,
    day: today,
    meets,
    counts: countsOf(morning, { open, resting, registers: registers.length, late: late.length }),
    registers: await shownRegisters(context, { schoolId, morning, registers }),
    families: open.map((family) => shownFamily(family, showing)),
    resting: resting.map((family) => shownFamily(family, showing)),
    late: await shownLate(context, { morning, late, names, groupName }),
    ended: morning.ended
      .map(({ pupilId, chase, recoded, lastAct }) => ({
        pupilId,
        name: names.get(pupilId) ?? '',
        groupName: groupName(groupOf.get(pupilId)),
        how: chase.how,
        code: recoded?.code ?? null,
        words:
          recoded !== undefined ? recoded.reason : lastAct === undefined ? '' : shownAct(lastAct, showing.viewer).what,
        at: chase.at,
        by: chase.by,
      }))
      .toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? 1 : -1)),
    replies: context.may('messages.view') === undefined ? null : await answersOf(context, schoolId),
    source: sourceOf(morning.policy, 'contactLadder'),
  })
}

async function answersOf({ tx }: Context, schoolId: SchoolId) {
  const kinds = (await repliesToRead(tx, schoolId)).map(hardToPlace)
  const count = (kind: 'barred' | 'unplaced') => kinds.filter((one) => one === kind).length
  return { unplaced: count('unplaced'), barred: count('barred') }
}

/** The board in numbers, for the officer's home. */
export const morningCounts: UseCase<typeof contract.morningCounts> = async (context, { params }) => {
  const { schoolId } = params
  const { tx, now } = context
  const morning = await readMorning(tx, { schoolId, now })
  const { open, resting } = await familiesOf(context, morning, new Map())
  const registers = untakenRegisters(morning.marks).length
  const late = lateToday(morning.marks).length
  return success({ asOf: now, meets: morning.meets, counts: countsOf(morning, { open, resting, registers, late }) })
}

async function showingOf(
  context: Context,
  of: { morning: Morning; names: ReadonlyMap<string, string>; groups: ReadonlyMap<GroupId, string> },
): Promise<FamilyShowing> {
  const { schoolId, now } = of.morning
  const claims = await claimsOf(context.tx, { schoolId, now })
  return {
    ...of,
    claims: new Map(claims.map((claim) => [claim.pupilId, claim])),
    viewer: {
      contacts: context.may('pupil.view-contacts') !== undefined,
      sensitive: context.may('pupil.view-sensitive') !== undefined,
    },
    callerId: context.caller.id,
  }
}

/** Families in the order of risk: those with a child to chase, and those that rest. A child whose chase is over is in neither. */
async function familiesOf(
  { tx }: Context,
  morning: Morning,
  names: ReadonlyMap<string, string>,
): Promise<{ open: Families; resting: Families }> {
  const { schoolId, today } = morning
  const going = morning.followed.filter(({ chase }) => chase.state !== 'ended' && chase.state !== 'none')
  const homes = going.length === 0 ? new Map<string, string>() : await households(tx, schoolId)
  const families = inFamilies(
    going.map((followed) => {
      const { pupilId, flags, yearGroup } = followed.absent.pupil
      const firstContact = callable(followed.contacts.map(chaseContact), [])[0]?.contactId
      const { since, away } = followed.absent
      const sortName = names.get(pupilId) ?? ''
      const risk = { flags, yearGroup, since, away, alone: followed.alone, sortName }
      return { followed, pupilId, ...risk, firstContact, household: homes.get(pupilId) }
    }),
    today,
  ).map((family) => family.map(({ followed }) => followed))
  const isOpen = (family: readonly Followed[]) => family.some(({ chase }) => chase.state === 'open')
  return { open: families.filter(isOpen), resting: families.filter((family) => !isOpen(family)) }
}

function countsOf(
  morning: Morning,
  of: { open: Families; resting: Families; registers: number; late: number },
): MorningCounts {
  const all = morning.followed.map(({ chase }) => chase)
  const open = all.filter((chase) => chase.state === 'open')
  const isDue = (family: readonly Followed[]) =>
    family.some(({ chase }) => chase.state === 'open' && chase.next?.isDue === true)
  return {
    registers: of.registers,
    children: open.length,
    families: of.open.length,
    due: of.open.filter(isDue).length,
    reported: all.filter(({ state }) => state === 'reported').length,
    paused: all.filter(({ state }) => state === 'paused').length,
    late: of.late,
    expected: open.filter(({ expectedBack }) => expectedBack !== null).length,
    ended: morning.ended.length,
    beforeClose: morning.beforeClose,
  }
}

async function shownRegisters(
  { tx }: Context,
  of: { schoolId: SchoolId; morning: Morning; registers: readonly Untaken[] },
) {
  const { schoolId, morning, registers } = of
  if (registers.length === 0) return []
  const tutors = await tutorsOn(tx, { schoolId, day: morning.today })
  const people = await namesOf(tx, [...new Set(tutors.map(({ personId }) => personId))])
  return registers.map(({ group, half, ...rest }) => ({
    ...rest,
    groupId: group.id,
    groupName: group.name,
    half,
    tutors: tutors.filter(({ groupId }) => groupId === group.id).flatMap(({ personId }) => people.get(personId) ?? []),
  }))
}

async function shownLate(
  { tx }: Context,
  of: {
    morning: Morning
    late: ReturnType<typeof lateToday>
    names: ReadonlyMap<string, string>
    groupName: (id: GroupId | null) => string | null
  },
) {
  const { morning, late, names, groupName } = of
  const { schoolId, today, marks } = morning
  const places = halvesToday(marks).map((half) => sessionIndex({ day: today, half }))
  const [from, to] = [places[0], places.at(-1)]
  if (late.length === 0 || from === undefined || to === undefined) return []
  const arrivals = await arrivalsOf(tx, { schoolId, year: schoolYearOf(today), from, to })
  return late
    .map(({ pupil, place }) => ({
      pupilId: pupil.pupilId,
      name: names.get(pupil.pupilId) ?? '',
      groupName: groupName(pupil.groupId),
      code: codeOfByte(marks.strips.get(pupil.pupilId)?.[place] ?? 0) ?? '',
      time: arrivals.get(pupil.pupilId)?.get(place) ?? null,
    }))
    .toSorted((one, other) => (other.time ?? '').localeCompare(one.time ?? ''))
}
