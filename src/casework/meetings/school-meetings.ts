import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { enrolmentFigures, isPersistentlyAbsent, isSeverelyAbsent } from '../../measures/contract.ts'
import { sumsOfPupils } from '../../measures/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { readChildren } from '../cases/read-children.ts'
import { type CaseFile, readCases } from '../cases/store.ts'
import type * as contract from '../contract.ts'
import { caseState, meetingsOf } from '../contract.ts'
import { staffForMeetings } from './guests.ts'
import { hasCome, isAhead, isStillCalled } from './load-case.ts'
import { linesOf, placeOf } from './look-at-meetings.ts'
import { moveParts, type PartsMoved } from './move-parts.ts'
import { isStepKept, type KnownSchoolMeeting, keepSchoolMeetingStep, schoolMeetings } from './store.ts'

const CHANGED = conflict(
  'casework.changed',
  'Somebody else wrote about this meeting at the same moment. Look at it again, then send yours again.',
)

/** Calls a meeting of the school. Families are asked for their child's own part of it, and nobody outside is written to. */
export const callSchoolMeeting: UseCase<typeof contract.callSchoolMeeting> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { schoolId } = params
  const { key, meetingId, ...called } = body
  if (await isStepKept(tx, schoolId, key)) return success({})
  const ahead = isAhead(called, context)
  if (!ahead.ok) return ahead
  if (called.guests.some(({ who }) => who === 'contact' || who === 'child'))
    return refused(
      'casework.not-to-invite',
      'Families are invited to their own child’s part of the meeting, not to all of it.',
    )
  const step = { kind: 'called', body: called } as const
  const kept = await keepSchoolMeetingStep(tx, { schoolId, meetingId, after: 0, key, at: now, by: caller, step })
  context.audit({ facts: { meeting: meetingId, kind: called.kind } })
  return kept ? success({}) : CHANGED
}

/** Moves, cancels or ends a meeting of the school. Its children's parts move with it; what is called of them is cancelled first, by itself. */
export function changeSchoolMeeting(publicUrl: string): UseCase<typeof contract.changeSchoolMeeting> {
  return async (context, { params, body }) => {
    const { tx, now, caller } = context
    const { schoolId, meetingId } = params
    const { key, step } = body
    const [meeting] = await schoolMeetings(tx, { schoolId, meetingId })
    if (meeting === undefined) return notAllowed()
    if (await isStepKept(tx, schoolId, key)) return success(NOBODY_MOVED)
    for (const check of [isStillCalled(meeting), await mayChange(context, schoolId, { meeting, step })])
      if (!check.ok) return check
    const { kind, ...of } = step
    const kept = await keepSchoolMeetingStep(tx, {
      schoolId,
      meetingId,
      after: meeting.steps,
      key,
      at: now,
      by: caller,
      // The body of each kind is what the operation asks for, without its kind: the store checks it once more.
      step: { kind, body: of } as Parameters<typeof keepSchoolMeetingStep>[1]['step'],
    })
    context.audit({ facts: { meeting: meetingId, step: kind } })
    if (!kept) return CHANGED
    return step.kind === 'moved'
      ? moveParts(context, { schoolId, from: meeting, to: step, publicUrl })
      : success(NOBODY_MOVED)
  }
}

const NOBODY_MOVED: PartsMoved = { children: 0, sent: [] }

type Step = Parameters<ReturnType<typeof changeSchoolMeeting>>[1]['body']['step']

async function mayChange(
  context: Context,
  schoolId: SchoolId,
  { meeting, step }: { meeting: KnownSchoolMeeting; step: Step },
): Promise<Result<void>> {
  if (step.kind === 'moved') return isAhead(step, context)
  if (step.kind === 'held') return hasCome(meeting, context)
  const files = await readCases(context.tx, { schoolId, restricted: false })
  const waiting = files.filter(({ entries }) =>
    meetingsOf(entries).some(({ partOf, state }) => partOf === meeting.meetingId && state === 'called'),
  )
  return waiting.length === 0
    ? success(undefined)
    : refused(
        'casework.families-invited',
        `Cancel the ${waiting.length === 1 ? 'one child’s part' : `${waiting.length} children’s parts`} first: each family is then told.`,
      )
}

/** A meeting of the school with the children on its agenda, and those who are persistently or severely absent and not on it. */
export const showSchoolMeeting: UseCase<typeof contract.showSchoolMeeting> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId, meetingId } = params
  const [meeting] = await schoolMeetings(tx, { schoolId, meetingId })
  if (meeting === undefined) return notAllowed()
  const files = await readCases(tx, { schoolId, restricted: false })
  const on = files.filter(({ entries }) => meetingsOf(entries).some(({ partOf }) => partOf === meetingId))
  const children = await readChildren(tx, { schoolId, now, pupilIds: on.map(({ pupilId }) => pupilId) })
  const lines = linesOf(on, children).filter((line) => line.meeting.partOf === meetingId)
  const { steps: _, ...of } = meeting
  const listed = new Set(lines.filter((line) => line.meeting.state !== 'cancelled').map(({ pupilId }) => pupilId))
  context.audit({ facts: { meeting: meetingId, children: lines.length } })
  return success({
    today: schoolTime(now).day,
    meeting: { ...of, guests: [...of.guests], came: [...of.came] },
    lines,
    missing: meeting.state === 'called' ? await readMissing(context, { schoolId, files, listed }) : [],
    staff: await staffForMeetings(tx, schoolId),
    may: {
      record: context.may('casework.record') !== undefined,
      restricted: context.may('casework.restricted') !== undefined,
    },
  })
}

/** Who is persistently or severely absent so far this year and not on the agenda: from the same sums as every figure. */
async function readMissing(
  { tx, now }: Context,
  of: { schoolId: SchoolId; files: readonly CaseFile[]; listed: ReadonlySet<PupilId> },
) {
  const { schoolId, files, listed } = of
  const year = schoolYearOf(schoolTime(now).day)
  const { facts, until } = await sumsOfPupils(tx, { schoolId, year, now })
  if (until < 0) return []
  const span = { from: 0 as SessionIndex, to: until as SessionIndex }
  const absent = facts.enrolled
    .filter(({ pupilId, onRoll }) => !listed.has(pupilId) && onRoll.to >= until)
    .map((enrolled) => ({ pupilId: enrolled.pupilId, ...enrolmentFigures(enrolled, span).sessions }))
    .filter(isPersistentlyAbsent)
    .toSorted((one, other) => other.absent * one.possible - one.absent * other.possible)
  const children = await readChildren(tx, { schoolId, now, pupilIds: absent.map(({ pupilId }) => pupilId) })
  return absent.map((one) => {
    const open = files.find(({ pupilId, entries }) => pupilId === one.pupilId && caseState(entries)?.status === 'open')
    const child = children.get(one.pupilId)
    return {
      pupilId: one.pupilId,
      name: child?.name ?? '',
      place: placeOf(child),
      caseId: open?.caseId ?? null,
      missed: one.absent,
      possible: one.possible,
      severe: isSeverelyAbsent(one),
      lead: open === undefined ? null : leadOf(open),
    }
  })
}

function leadOf({ entries }: CaseFile): string | null {
  return meetingsOf(entries).findLast(({ record }) => (record?.lead ?? null) !== null)?.record?.lead?.name ?? null
}
