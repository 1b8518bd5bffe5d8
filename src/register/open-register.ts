import { notAllowed, type Result, success } from '../kernel/result.ts'
import { type Session, type SessionIndex, sessionIndex } from '../kernel/session.ts'
import { codeOfByte } from '../law/codes.ts'
import { sessionTimes } from '../law/day-clock.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { FLAGS, flagsSeenBy, type RollPupil, sessionsOf } from '../roll/contract.ts'
import type * as contract from './contract.ts'
import { lastNumber } from './journal/store.ts'
import {
  type MarksOfRegister,
  marksOfRegister,
  type RollOfRegister,
  rollOfRegister,
  viewerOf,
} from './load-register.ts'
import { countRegister } from './rules/counting.ts'
import { lockOf, paletteFor } from './rules/palette.ts'
import { mayTake, phaseOf } from './rules/register-times.ts'
import { absencesShownTo, isHidden, recordedBeside, shownTo, type Viewer } from './rules/showing/withholding.ts'
import type { AbsenceFromSite, Standing } from './rules/standing.ts'

const RECENT_SESSIONS = 20

/** Opens a register: what stands, what the caller may change, and the last two weeks. */
export const openRegister: UseCase<typeof contract.openRegister> = async (context, { params }) => {
  const loaded = await rollOfRegister(context, params, flagsShownTo(context))
  if (!loaded.ok) return loaded
  const roll = loaded.value
  const recent = recentSessions(roll)
  const places = recent.map(sessionIndex)
  const [version, marks] = await Promise.all([
    // Sent before the marks: a version too old only asks again, one too new would hide somebody's change.
    lastNumber(context.tx, params.schoolId),
    marksOfRegister(context.tx, roll, places[0]),
  ])
  const flags = Map.groupBy(
    roll.flags.map(({ pupilId, kind }) => ({ pupilId, id: kind, label: FLAGS[kind].short })),
    (flag) => flag.pupilId,
  )
  const viewer = viewerOf(context)
  const may = mayTakeHere(context, roll, marks)
  const { open, close } = sessionTimes(roll.clock, params.half)
  return success({
    group: { id: roll.group.id, name: roll.group.name },
    day: params.day,
    half: params.half,
    clock: { opens: open, closes: close, ...phaseOf(roll.clock, roll.session, roll.now) },
    state: marks.register.state,
    amended: marks.register.amended,
    mayTake: may.ok,
    whyNot: may.ok ? null : may.problem.message,
    takenBy: marks.register.takenBy?.name ?? null,
    takenAt: marks.register.takenAt,
    version,
    counts: countsOf(roll, marks),
    recent,
    lines: roll.pupils.map((pupil) => ({
      ...lineOf(pupil, { roll, marks, places, viewer }),
      flags: flags.get(pupil.id) ?? [],
    })),
    palette: paletteFor(roll.session, roll.anyCode).map(({ code, name, statistical, physical, details }) => ({
      code,
      name,
      statistical,
      physical,
      details: details
        .filter((detail) => !detail.derived)
        .map(({ key, label, required }) => ({ key, label, required })),
    })),
  })
}

/** Whether this caller may save now; somebody who sees every register may still take only their own. */
function mayTakeHere(context: Context, roll: RollOfRegister, marks: MarksOfRegister): Result<undefined> {
  const take = context.may('register.take')
  if (take === 'all' || (take === 'own' && roll.isTutor)) return mayTake({ ...roll, standing: marks.register }, roll)
  return notAllowed('You may look at this register; taking it is for its tutors and the attendance office.')
}

/** How a register stands in numbers. */
export function countsOf(roll: Pick<RollOfRegister, 'pupils' | 'index'>, marks: MarksOfRegister) {
  return countRegister(
    roll.pupils.map((pupil) => pupil.id),
    (id) => marks.strips.get(id)?.[roll.index] ?? 0,
    (id) => marks.standing.get(id)?.absencesFromSite ?? [],
  )
}

/** A mark with who made it, as a viewer is shown it; null for a blank. */
export function standingMark(standing: Standing | undefined, viewer: Viewer) {
  if (standing === undefined || standing.code === null) return null
  const { entry, code } = standing
  const { details, reason, withheld } = recordedBeside(viewer, { ...standing, by: entry.by, reason: entry.reason })
  const shown = shownTo(viewer, code) ?? code
  return {
    code: shown,
    details,
    act: entry.act,
    by: { name: entry.by.name, position: entry.by.position },
    at: entry.madeAt,
    number: entry.number,
    reason,
    withheld: withheld || isHidden(shown),
  }
}

function recentSessions({ calendar, session: of }: RollOfRegister): Session[] {
  return sessionsOf(calendar)
    .filter(({ day, half }) => day < of.day || (day === of.day && half < of.half))
    .slice(-RECENT_SESSIONS)
    .map(({ day, half }) => ({ day, half }))
}

function lineOf(
  pupil: RollPupil,
  of: { roll: RollOfRegister; marks: MarksOfRegister; places: readonly SessionIndex[]; viewer: Viewer },
) {
  const { roll, marks, places, viewer } = of
  const standing = marks.standing.get(pupil.id)
  const strip = marks.strips.get(pupil.id)
  return {
    pupilId: pupil.id,
    preferredName: pupil.preferredName,
    familyName: pupil.familyName,
    yearGroup: pupil.yearGroup,
    mark: standingMark(standing, viewer),
    locked: lockOf(standing, roll.session, { ...viewer, anyCode: roll.anyCode }) ?? null,
    absencesFromSite: absencesShownTo(viewer, absencesOf(standing, marks.away.get(pupil.id))),
    recentCodes: places.map((place) => shownTo(viewer, codeOfByte(strip?.[place] ?? 0) ?? null)),
  }
}

/** Times away in this session, and first the one from the morning that has not ended. */
function absencesOf(standing: Standing | undefined, away: AbsenceFromSite | undefined): AbsenceFromSite[] {
  const own = [...(standing?.absencesFromSite ?? [])]
  return away === undefined || own.includes(away) ? own : [away, ...own]
}

function flagsShownTo(context: Context) {
  return flagsSeenBy({
    contacts: context.may('pupil.view-contacts') === 'all',
    sensitive: context.may('pupil.view-sensitive') === 'all',
  })
}
