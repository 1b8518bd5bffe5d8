import { fileURLToPath } from 'node:url'
import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import type { Context, FileAnswer, UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { MEETING_NAMES, type Meeting, whenInWords } from '../contract.ts'
import { actionsOf } from '../rules/meetings/actions-of.ts'
import { familyAgenda, panelAgenda } from '../rules/meetings/agenda.ts'
import { actionsForReaders } from '../rules/meetings/for-reader.ts'
import { meetingsOf } from '../rules/meetings/meetings-of.ts'
import { minutesParts } from '../rules/meetings/minutes-parts.ts'
import { isWithFamily } from '../rules/meetings/with-family.ts'
import { readAgenda } from './build-agenda.ts'
import { CALENDAR_NAME, calendarFile, calendarType } from './calendar-file.ts'
import { calendarWords } from './invite.ts'
import { type LoadedCase, loadMeeting } from './load-case.ts'

const setPaper = typesetter(fileURLToPath(new URL('./papers/', import.meta.url)))

export const meetingAgenda: UseCase<typeof contract.meetingAgenda> = async (context, { params }) => {
  const loaded = await loadMeeting(context, params)
  if (!loaded.ok) return loaded
  const { meeting, file } = loaded.value
  const parts = panelAgenda(await readAgenda(context, { ...loaded.value, patterns: true }))
  return success({
    title: MEETING_NAMES[meeting.kind],
    when: whenInWords(meeting),
    child: await nameOf(context, file),
    withFamily: isWithFamily(meeting),
    parts: parts.map(({ title, lines }) => ({ title, lines: [...lines] })),
  })
}

async function nameOf({ tx }: Context, { schoolId, pupilId }: Pick<LoadedCase, 'schoolId' | 'pupilId'>) {
  return (await namesOnRoll(tx, { schoolId, ids: [pupilId] })).get(pupilId) ?? ''
}

export const meetingPaper: UseCase<typeof contract.meetingPaper> = async (context, { params }) => {
  const loaded = await loadMeeting(context, params)
  if (!loaded.ok) return loaded
  context.audit({ facts: { meeting: params.meetingId, for: params.for } })
  if (params.for === 'minutes') return minutesPaper(context, loaded.value)
  if (params.for === 'family' && !isWithFamily(loaded.value.meeting))
    return notAllowed(
      'The family is not invited to this meeting, so there is no agenda for them. Print the one for the table.',
    )
  return success(
    params.for === 'family' ? await familyPaper(context, loaded.value) : await panelPaper(context, loaded.value),
  )
}

async function minutesPaper(context: Context, of: Of): Promise<Result<FileAnswer>> {
  const { record } = of.meeting
  if (record === null) return notAllowed('There are no minutes of this meeting yet. Write them first.')
  const title = `Minutes. ${MEETING_NAMES[of.meeting.kind]}: ${await nameOf(context, of.file)}`
  const parts = minutesParts({ ...of.meeting, record }, actionsOf(of.file.entries))
  const written = `Written by ${record.by.name}, ${record.by.position}.`
  return success(await paper(context, of, { title, invited: [], parts, notes: false, written }))
}

type Of = { readonly file: LoadedCase; readonly meeting: Meeting }

/**
 * The agenda that a family is given: nobody else who is invited is named but those who work with the child.
 * @param reader the parent who opens it; the office's own copy is for every parent who is invited
 */
export async function familyPaper(context: Context, of: Of & { readonly reader?: string }): Promise<FileAnswer> {
  const facts = await readAgenda(context, { ...of, patterns: false })
  const school = await schoolOf(context.tx, of.file.schoolId)
  const invitedParents = of.meeting.invited.filter(({ who }) => who === 'contact').map(({ id }) => id)
  const readers = of.reader === undefined ? invitedParents : [of.reader]
  const open = actionsForReaders(facts.openActions, meetingsOf(of.file.entries), readers)
  const parts = familyAgenda({ ...facts, openActions: open, schoolPhone: school?.telephone ?? 'the school' })
  const invited = of.meeting.invited.filter(({ who }) => who === 'staff' || who === 'professional')
  return paper(context, of, { title: `A meeting about ${facts.name}`, invited, parts, notes: true })
}

async function panelPaper(context: Context, of: Of): Promise<FileAnswer> {
  const facts = await readAgenda(context, { ...of, patterns: true })
  const title = `${MEETING_NAMES[of.meeting.kind]}: ${await nameOf(context, of.file)}`
  return paper(context, of, { title, invited: of.meeting.invited, parts: panelAgenda(facts), notes: true })
}

async function paper(
  { tx }: Context,
  { file, meeting }: Of,
  of: {
    title: string
    invited: Meeting['invited']
    parts: ReturnType<typeof panelAgenda>
    notes: boolean
    written?: string
  },
): Promise<FileAnswer> {
  const school = await schoolOf(tx, file.schoolId)
  const { lines = [], town = '', postcode = '' } = school?.address ?? {}
  const data = {
    ...of,
    when: whenInWords(meeting),
    invited: of.invited.map(({ name, as }) => (as === '' ? name : `${name} (${as})`)).join(', '),
    school: school?.name ?? '',
    address: [...lines, town, postcode].filter(Boolean).join(', '),
    footer: `${school?.name ?? ''}, ${school?.telephone ?? ''}. Confidential: for those at the meeting.${of.written === undefined ? '' : ` ${of.written}`}`,
  }
  const fileName = of.written === undefined ? 'agenda.pdf' : 'minutes.pdf'
  return { type: 'application/pdf', fileName, content: () => setPaper('agenda', data) }
}

export const meetingCalendar: UseCase<typeof contract.meetingCalendar> = async (context, { params }) => {
  const loaded = await loadMeeting(context, params)
  if (!loaded.ok) return loaded
  const { meeting, file } = loaded.value
  return success(await calendarAnswer(context, file.schoolId, { meeting, forFamily: false }))
}

/** A meeting as a file for a calendar. Staff too see no child's name in it, since calendars are shared. */
export async function calendarAnswer(
  context: Context,
  schoolId: SchoolId,
  { meeting, forFamily }: { meeting: Meeting; forFamily: boolean },
): Promise<FileAnswer> {
  const words = await calendarWords(context, schoolId)
  const staff = forFamily ? {} : { title: MEETING_NAMES[meeting.kind], words: 'The agenda is in Firstbell.' }
  const content = calendarFile(meeting, { ...words, ...staff })
  return { type: calendarType(meeting.state), fileName: CALENDAR_NAME, content }
}
