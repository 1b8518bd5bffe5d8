import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, FileAnswer } from '../../platform/http/use-case.ts'
import { isRepeated } from '../cases/is-repeated.ts'
import { keepEntries, withoutCase } from '../cases/keep-entries.ts'
import { readCases } from '../cases/store.ts'
import { type ANSWERS, type Meeting, meetingsOf } from '../contract.ts'
import { caseState } from '../rules/cases/case-state.ts'
import type { LoadedCase } from './load-case.ts'
import { calendarAnswer, familyPaper } from './look-at-agenda.ts'

/** A contact of the roll as one child's. Whoever calls has made sure that the child is theirs to see. */
export interface Invitee {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly contactId: ContactId
}

/** An invitation as the contact who got it sees it: their own answer, and nobody else's name but those who work with the child. */
export interface Invitation
  extends Pick<
    Meeting,
    'meetingId' | 'kind' | 'day' | 'time' | 'minutes' | 'place' | 'link' | 'about' | 'replyBy' | 'state'
  > {
  readonly with: readonly string[]
  readonly answer: { readonly answer: (typeof ANSWERS)[number]; readonly words: string } | null
}

/** The meetings to which this contact was invited: those ahead, and those cancelled that would still be ahead. */
export async function invitationsOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  of: Invitee,
): Promise<readonly Invitation[]> {
  const today = schoolTime(now).day
  return (await ownMeetings(tx, of))
    .map(({ meeting }) => meeting)
    .filter(({ day, state }) => day >= today && state !== 'held')
    .map((meeting) => {
      const own = meeting.answers.find((one) => one.of === of.contactId)
      const { meetingId, kind, day, time, minutes, place, link, about, replyBy, state } = meeting
      return {
        ...{ meetingId, kind, day, time, minutes, place, link, about, replyBy, state },
        with: meeting.invited
          .filter(({ who }) => who === 'staff' || who === 'professional')
          .map(({ name, as }) => (as === '' ? name : `${name}, ${as}`)),
        // What staff wrote down of a call is an answer too; the words of it are theirs.
        answer:
          own === undefined ? null : { answer: own.answer, words: own.through === 'family page' ? own.words : '' },
      }
    })
}

async function ownMeetings(
  tx: Context['tx'],
  { schoolId, pupilId, contactId }: Invitee,
): Promise<readonly { readonly file: LoadedCase; readonly meeting: Meeting }[]> {
  const files = await readCases(tx, { schoolId, pupilIds: [pupilId], restricted: false })
  return files.flatMap((file) =>
    meetingsOf(file.entries)
      .filter(({ invited }) => invited.some(({ id, who }) => who === 'contact' && id === contactId))
      .map((meeting) => ({ file: { ...file, schoolId, mayRestricted: false }, meeting })),
  )
}

async function ownMeeting(tx: Context['tx'], of: Invitee & { readonly meetingId: string }) {
  return (await ownMeetings(tx, of)).find(({ meeting }) => meeting.meetingId === of.meetingId)
}

/** Keeps what an invited contact answers on the family page. The last answer counts. */
export async function answerInvitation(
  context: Context,
  of: Invitee & { meetingId: string; key: string; answer: (typeof ANSWERS)[number]; words: string },
): Promise<Result<Record<string, never>>> {
  const { schoolId, contactId, meetingId, key, answer, words } = of
  const sent = { meetingId, of: contactId, answer, words }
  const repeated = await isRepeated(context, { schoolId, kind: 'meeting-answered', key, body: sent })
  if (!repeated.ok) return repeated
  if (repeated.value) return success({})
  const found = await ownMeeting(context.tx, of)
  if (found === undefined) return notAllowed()
  const today = schoolTime(context.now).day
  const isClosed = caseState(found.file.entries)?.status === 'closed'
  if (isClosed || found.meeting.state !== 'called' || found.meeting.day < today)
    return refused(
      'casework.meeting-over',
      'This meeting is over or will not take place. Ring the school if you want to talk.',
    )
  const kept = await keepEntries(context, { ...found.file, restricted: false }, [
    {
      kind: 'meeting-answered',
      day: today,
      key,
      body: { meetingId, of: contactId, answer, words, through: 'family page' },
    },
  ])
  return kept.ok ? success({}) : withoutCase(kept)
}

/** The meeting for the family's own calendar. */
export async function invitationCalendar(
  context: Context,
  of: Invitee & { meetingId: string },
): Promise<Result<FileAnswer>> {
  const found = await ownMeeting(context.tx, of)
  if (found === undefined) return notAllowed()
  return success(await calendarAnswer(context, of.schoolId, { meeting: found.meeting, forFamily: true }))
}

/** What the meeting will talk about, in days and plain words, to print. */
export async function invitationPaper(
  context: Context,
  of: Invitee & { meetingId: string },
): Promise<Result<FileAnswer>> {
  const found = await ownMeeting(context.tx, of)
  return found === undefined ? notAllowed() : success(await familyPaper(context, { ...found, reader: of.contactId }))
}
