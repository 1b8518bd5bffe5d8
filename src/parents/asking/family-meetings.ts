import { answerInvitation, invitationCalendar, invitationPaper, invitationsOf } from '../../casework/index.ts'
import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import { asFamily } from '../children/as-family.ts'
import { loadFamily, seenChild } from '../children/load-family.ts'
import type * as contract from '../contract.ts'
import type { FamilyInvitation } from '../contract.ts'

/** Invitations of every child whom the caller sees now: who was barred since sees none. */
export const familyMeetings: UseCase<typeof contract.familyMeetings> = async (context) => {
  const { children } = await loadFamily(context)
  const invitations: FamilyInvitation[] = []
  for (const { schoolId, pupilId, contactId, name } of children) {
    const school = await schoolOf(context.tx, schoolId)
    for (const { with: others, ...invitation } of await invitationsOf(context, { schoolId, pupilId, contactId }))
      invitations.push({
        ...invitation,
        schoolId,
        pupilId,
        child: name,
        school: school?.name ?? '',
        schoolPhone: school?.telephone ?? '',
        with: [...others],
      })
  }
  return success({
    invitations: invitations.toSorted((one, other) =>
      `${one.day}${one.time}`.localeCompare(`${other.day}${other.time}`),
    ),
  })
}

export const answerMeeting: UseCase<typeof contract.answerMeeting> = async (context, { params, body }) => {
  const child = await seenChild(context, params)
  if (!child.ok) return child
  const { schoolId, pupilId, contactId } = child.value
  context.audit({ subject: pupilId, facts: { meeting: params.meetingId, answer: body.answer } })
  return answerInvitation(context, { schoolId, pupilId, contactId, meetingId: params.meetingId, ...body })
}

export const familyMeetingCalendar: UseCase<typeof contract.familyMeetingCalendar> = async (context, { params }) => {
  const child = await seenChild(context, params)
  if (!child.ok) return child
  const { schoolId, pupilId, contactId } = child.value
  context.audit({ subject: pupilId })
  return invitationCalendar(context, { schoolId, pupilId, contactId, meetingId: params.meetingId })
}

export const familyMeetingPaper: UseCase<typeof contract.familyMeetingPaper> = async (context, { params }) => {
  const child = await seenChild(context, params)
  if (!child.ok) return child
  const { schoolId, pupilId, contactId } = child.value
  context.audit({ subject: pupilId })
  return invitationPaper(asFamily(context), { schoolId, pupilId, contactId, meetingId: params.meetingId })
}
