import { randomUUID } from 'node:crypto'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { readCases } from '../cases/store.ts'
import { caseState, meetingsOf, type WhenAndWhere } from '../contract.ts'
import { partMoved, type SchoolMeeting } from '../rules/meetings/school-meeting.ts'
import type { Sent } from '../telling/tell-parent.ts'
import { changedBy } from './call-meeting.ts'
import { tellGuests } from './invite.ts'

export interface PartsMoved {
  readonly children: number
  readonly sent: Sent[]
}

/**
 * Moves what is still called of each child with the whole meeting, and tells every family that was invited: all or none, with the meeting itself.
 * @returns refused where a case of them is closed, since nobody would be told of its part
 */
export async function moveParts(
  context: Context,
  of: { schoolId: SchoolId; from: SchoolMeeting; to: WhenAndWhere & { readonly because: string }; publicUrl: string },
): Promise<Result<PartsMoved>> {
  const { schoolId, from, to, publicUrl } = of
  const parts = (await readCases(context.tx, { schoolId, restricted: false })).flatMap((file) => {
    const waiting = meetingsOf(file.entries).filter((one) => one.partOf === from.meetingId && one.state === 'called')
    return waiting.length === 0 ? [] : [{ file, waiting }]
  })
  if (parts.some(({ file }) => caseState(file.entries)?.status === 'closed'))
    return refused(
      'casework.closed',
      'The case of a child on this agenda is closed. Cancel that child’s part first, so that the family is told; then move the meeting.',
    )
  const sent: Sent[] = []
  for (const { file, waiting } of parts) {
    const moves = waiting.map((meeting) => ({
      meeting,
      step: { kind: 'moved' as const, ...partMoved(meeting, { from, to }), because: to.because },
    }))
    const kept = await keepEntries(
      context,
      { ...file, schoolId },
      moves.map(({ meeting: { meetingId }, step: { kind: _, ...body } }) => ({
        ...{ kind: 'meeting-moved', day: schoolTime(context.now).day, key: randomUUID() },
        body: { ...body, meetingId },
      })),
    )
    if (!kept.ok) return kept
    for (const { meeting, step } of moves) {
      const about = { schoolId, pupilId: file.pupilId, meeting: changedBy(meeting, step, context.now), publicUrl }
      sent.push(...(await tellGuests(context, about, 'moved')))
    }
  }
  return success({ children: parts.length, sent })
}
