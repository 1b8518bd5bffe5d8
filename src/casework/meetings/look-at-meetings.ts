import { addDays } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { type Child, readChildren } from '../cases/read-children.ts'
import { type CaseFile, readCases } from '../cases/store.ts'
import type * as contract from '../contract.ts'
import {
  actionsOf,
  caseState,
  type Meeting,
  type MeetingLine,
  meetingsOf,
  openActions,
  type ShownAction,
  type ShownMeeting,
} from '../contract.ts'
import { readGuests } from './guests.ts'
import { loadCase } from './load-case.ts'
import { schoolMeetings } from './store.ts'

/** For how long a meeting that is over stands in the school's list. */
const DAYS_SHOWN = 56

/** The meetings of one case, newest first, with its actions and whom one can invite. */
export const caseMeetings: UseCase<typeof contract.caseMeetings> = async (context, { params }) => {
  const { tx, now } = context
  const file = await loadCase(context, params)
  if (!file.ok) return file
  const { schoolId, pupilId, entries, mayRestricted } = file.value
  const child = (await readChildren(tx, { schoolId, now, pupilIds: [pupilId] })).get(pupilId)
  if (child === undefined) return notAllowed()
  const { sessions: _, ...head } = child
  const today = schoolTime(now).day
  return success({
    today,
    child: head,
    meetings: meetingsOf(entries).map(shown).toSorted(byTime).toReversed(),
    actions: actionsOf(entries).map((one): ShownAction => ({ ...one })),
    guests: await readGuests(tx, { schoolId, pupilId, day: today, entries }),
    may: { record: context.may('casework.record') !== undefined, restricted: mayRestricted },
  })
}

/** A meeting as it is answered. */
export function shown(meeting: Meeting): ShownMeeting {
  const { calledBy: _, record, ...of } = meeting
  return {
    ...of,
    invited: [...of.invited],
    answers: [...of.answers],
    record:
      record === null
        ? null
        : {
            ...record,
            came: [...record.came],
            decisions: [...record.decisions],
            before: record.before.map((one) => ({ ...one, came: [...one.came], decisions: [...one.decisions] })),
            apart: [...record.apart],
          },
  }
}

export function byTime(one: { day: string; time: string }, other: { day: string; time: string }): number {
  return `${one.day} ${one.time}`.localeCompare(`${other.day} ${other.time}`)
}

/** The school's meetings ahead and of the last weeks, and every action that is open. */
export const listMeetings: UseCase<typeof contract.listMeetings> = async (context, { params: { schoolId } }) => {
  const { tx, now } = context
  const today = schoolTime(now).day
  const from = addDays(today, -DAYS_SHOWN)
  const files = await openOrRecent(context, schoolId)
  const isShown = (of: { day: string; state: string }) => of.day >= from || of.state === 'called'
  const children = await readChildren(tx, { schoolId, now, pupilIds: files.map(({ pupilId }) => pupilId) })
  const lines = linesOf(files, children)
  const own = await schoolMeetings(tx, { schoolId })
  return success({
    today,
    meetings: lines.filter(({ meeting }) => isShown(meeting)),
    own: own.filter(isShown).map(({ steps: _, ...meeting }) => ({
      ...meeting,
      guests: [...meeting.guests],
      came: [...meeting.came],
      children: lines.filter(({ meeting: of }) => of.partOf === meeting.meetingId && of.state !== 'cancelled').length,
    })),
    actions: files
      .filter(({ entries }) => caseState(entries)?.status === 'open')
      .flatMap(({ caseId, pupilId, entries }) =>
        openActions(entries).map((one) => ({ ...one, caseId, pupilId, name: children.get(pupilId)?.name ?? '' })),
      )
      .toSorted((one, other) => one.due.localeCompare(other.due)),
    may: { record: context.may('casework.record') !== undefined },
  })
}

/** The school's cases in which there is a meeting or an action, without restricted entries: a list needs none. */
export async function openOrRecent({ tx }: Pick<Context, 'tx'>, schoolId: SchoolId): Promise<readonly CaseFile[]> {
  const files = await readCases(tx, { schoolId, restricted: false })
  return files.filter(({ entries }) => entries.some(({ kind }) => kind === 'meeting-called' || kind === 'action-set'))
}

/** Every meeting of these cases with whom it is about, in the order of time. */
export function linesOf(files: readonly CaseFile[], children: ReadonlyMap<PupilId, Child>): MeetingLine[] {
  return files
    .flatMap(({ caseId, pupilId, entries }) => {
      const child = children.get(pupilId)
      const open = openActions(entries).length
      return meetingsOf(entries).map((meeting) => ({
        caseId,
        pupilId,
        name: child?.name ?? '',
        place: placeOf(child),
        meeting: shown(meeting),
        openActions: open,
      }))
    })
    .toSorted((one, other) => byTime(one.meeting, other.meeting) || one.name.localeCompare(other.name))
}

export function placeOf(child: Pick<Child, 'yearGroup' | 'group'> | undefined): string {
  return [child?.yearGroup, child?.group].filter(Boolean).join(', ')
}
