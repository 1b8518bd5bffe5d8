import { addDays } from '../../kernel/day.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { hasSession, mondayOf } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn, groupsOn, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { entriesOfSession } from '../journal/entries.ts'
import { lastNumber, readStrips } from '../journal/store.ts'
import { reachesGroup, rollOfRegister, viewerOf } from '../load-register.ts'
import { standingMark } from '../open-register.ts'
import { registerStanding } from '../rules/register-state.ts'
import { placesPassed } from '../rules/register-times.ts'
import { shownTo } from '../rules/showing/withholding.ts'
import { standingIn } from '../rules/standing.ts'
import { tallyOf } from '../rules/tally.ts'

/** A group's week, Monday to Friday, with each pupil's year so far. */
export const groupWeek: UseCase<typeof contract.groupWeek> = async (context, { params }) => {
  const { schoolId, groupId, day } = params
  const { tx } = context
  if (!(await reachesGroup(context, schoolId, groupId))) return notAllowed()
  const group = (await groupsOn(tx, { schoolId, day })).find((one) => one.id === groupId)
  if (group === undefined) return notAllowed()
  const monday = mondayOf(day)
  const year = schoolYearOf(day)
  const calendar = await calendarOf(tx, { schoolId, year })
  const sessions = [0, 1, 2, 3, 4]
    .flatMap((n): Session[] => [
      { day: addDays(monday, n), half: 'AM' },
      { day: addDays(monday, n), half: 'PM' },
    ])
    .map((session) => ({
      ...session,
      hasSession: calendar !== undefined && schoolYearOf(session.day) === year && hasSession(calendar, session),
    }))
  const pupils = await pupilsOnRoll(tx, { schoolId, day, groupId })
  // Before the marks: a version too old only asks again, one too new would hide somebody's change.
  const version = await lastNumber(tx, schoolId)
  const strips = await readStrips(tx, { schoolId, year, pupilIds: pupils.map((pupil) => pupil.id) })
  const now = schoolTime(context.now)
  const clocks = await dayClocksOn(tx, { schoolId, day: now.day })
  const viewer = viewerOf(context)
  return success({
    version,
    group: { id: group.id, name: group.name },
    sessions,
    lines: pupils.map((pupil) => {
      const strip = strips.get(pupil.id) ?? new Uint8Array()
      const inYear = (session: Session) => schoolYearOf(session.day) === year
      const { byCode: _left, ...tally } = tallyOf(strip, {
        from: 0,
        to: placesPassed(year, now, clocks[pupil.yearGroup]),
      })
      return {
        pupilId: pupil.id,
        preferredName: pupil.preferredName,
        familyName: pupil.familyName,
        codes: sessions.map((session) =>
          inYear(session) ? shownTo(viewer, codeOfByte(strip[sessionIndex(session)] ?? 0) ?? null) : null,
        ),
        tally,
      }
    }),
  })
}

/** A register as it stood at a moment: the journal replayed up to and including it. */
export const registerAsItStood: UseCase<typeof contract.registerAsItStood> = async (context, { params, query }) => {
  const loaded = await rollOfRegister(context, params)
  if (!loaded.ok) return loaded
  const { year, index, group, pupils } = loaded.value
  const { schoolId, groupId, day, half } = params
  const all = await entriesOfSession(context.tx, { schoolId, year, session: index })
  // As times, not as text: a sender may leave out the milliseconds.
  const until = Date.parse(query.at)
  const entries = all.filter((entry) => Date.parse(entry.madeAt) <= until)
  const standing = standingIn(index, entries)
  const members = new Set(pupils.map((pupil) => pupil.id))
  const viewer = viewerOf(context)
  context.audit({ subject: groupId, facts: { day, half, at: query.at } })
  return success({
    group: { id: group.id, name: group.name },
    day,
    half,
    at: query.at,
    state: registerStanding({ groupId, session: index, members }, entries).state,
    lines: pupils.map((pupil) => ({
      pupilId: pupil.id,
      preferredName: pupil.preferredName,
      familyName: pupil.familyName,
      mark: standingMark(standing.get(pupil.id), viewer),
    })),
  })
}
