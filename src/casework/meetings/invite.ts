import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { withdrawMessages } from '../../messaging/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { contactsOfPupils, schoolOf } from '../../roll/index.ts'
import type { Meeting, Participant } from '../contract.ts'
import { whenInWords } from '../rules/meetings/meeting-words.ts'
import { type Sent, tellParent } from '../telling/tell-parent.ts'
import { CALENDAR_NAME, calendarFile, calendarType } from './calendar-file.ts'

export interface AboutMeeting {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly meeting: Meeting
  /** Where families find this Firstbell. */
  readonly publicUrl: string
}

type News = 'called' | 'moved' | 'cancelled'
const TEMPLATES = {
  called: 'meeting-invitation',
  moved: 'meeting-moved',
  cancelled: 'meeting-cancelled',
} as const satisfies Record<News, string>

/**
 * Tells each contact who was invited, by themselves and by the way that they chose: messaging asks again whether they may be told. What was
 * said of the meeting before and has not gone yet is taken back, so that nobody reads two times for one meeting.
 */
export async function tellGuests(context: Context, of: AboutMeeting, news: News): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const guest of of.meeting.invited)
    if (guest.who === 'contact') sent.push(await tellGuest(context, of, { guest, news }))
  return sent
}

async function tellGuest(
  context: Context,
  of: AboutMeeting,
  { guest, news }: { guest: Participant; news: News },
): Promise<Sent> {
  const { tx, now, caller } = context
  const { schoolId, pupilId, meeting } = of
  const causes = Array.from({ length: meeting.changes }, (_, at) => causeOf(meeting.meetingId, at, guest.id))
  const why = 'The meeting was changed before this had gone'
  const takenBack = news === 'called' ? 0 : await withdrawMessages(tx, { schoolId, causes, why, now, by: caller })
  // The very first had not gone: to this family it is a new meeting, or none.
  const neverHeard = takenBack > 0 && meeting.changes === 1
  if (neverHeard && news === 'cancelled')
    return { name: guest.name, channel: null, why: 'The invitation had not gone yet; it was taken back.' }
  return tellParent(context, {
    schoolId,
    pupilId,
    to: guest,
    template: TEMPLATES[neverHeard ? 'called' : news],
    merge: { meeting: whenInWords(meeting), link: `${of.publicUrl}/family` },
    cause: causeOf(meeting.meetingId, meeting.changes, guest.id),
    attachments: [await attachmentFor(context, of, guest)],
  })
}

function causeOf(meetingId: string, change: number, contactId: string): string {
  return `casework:meeting:${meetingId}:${change}:${contactId}`
}

async function attachmentFor({ tx, now }: Context, { schoolId, pupilId, meeting }: AboutMeeting, guest: Participant) {
  const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [pupilId] })
  const email = contacts.find(({ contactId }) => contactId === guest.id)?.email ?? null
  const words = await calendarWords({ tx, now }, schoolId)
  const content = calendarFile(meeting, {
    ...words,
    guest: email === null ? undefined : { name: guest.name, email },
  })
  return { fileName: CALENDAR_NAME, contentType: calendarType(meeting.state), content }
}

/** A family's entry names neither the child nor what it is about: a calendar hangs on the wall of a kitchen or in an office. */
export async function calendarWords({ tx, now }: Pick<Context, 'tx' | 'now'>, schoolId: SchoolId) {
  const school = await schoolOf(tx, schoolId)
  const name = school?.name ?? 'the school'
  return {
    title: `Meeting at ${name}`,
    words: `If you cannot come, ring ${school?.telephone ?? 'the school'} or say so on your family page.`,
    school: name,
    now,
  }
}
