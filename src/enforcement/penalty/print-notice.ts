import { fileURLToPath } from 'node:url'
import { type Day, fullDay, longDay, shortDay } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { isOfDecision, requestsOf } from '../../leave/index.ts'
import { decisionsSent } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { authorityName, pupilsOnRoll, schoolOf } from '../../roll/index.ts'
import { type EventBody, lastOf } from '../contract/event.ts'
import type { TOLD_WAYS } from '../contract/events/penalty.ts'
import type * as contract from '../contract/penalty.ts'
import type { LedgerLine } from '../contract/penalty.ts'
import { addressLines } from '../gate/address-lines.ts'
import { answersAt } from '../rules/penalty/answers-at.ts'
import { KIND_WORDS, rankWords, STAGE_WORDS } from '../rules/penalty/in-words.ts'
import { leaveInWords, reachesInto } from '../rules/penalty/leave-rows.ts'
import { pounds } from '../rules/penalty/money.ts'
import { improveRows, sessionsByDay, thresholdLines } from '../rules/penalty/paper-rows.ts'
import { requestOf } from '../rules/penalty/penalty-state.ts'
import { readThread, readThreads, type ThreadFile } from '../threads/store.ts'
import { openGate } from './open-gate.ts'
import { lostBases } from './read-basis.ts'
import { ledgerLines, noticeThreads } from './read-notices.ts'
import { penaltySettingsOf } from './settings-store.ts'

const setPaper = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

/** A heading with a table, with lines under it, or with both. */
interface PaperSection {
  readonly title: string
  readonly columns: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly string[]
}

interface Paper {
  readonly title: string
  readonly school: string
  readonly to: string
  readonly notes: readonly string[]
  readonly sections: readonly PaperSection[]
  readonly footer: string
}

const UNVERIFIED = 'Not verified: as the school has entered it; nobody here has read the law on it.'

/** The request to the authority, or the school’s own record of a notice that was issued, as a tagged PDF. */
export const printPenaltyNotice: UseCase<typeof contract.printPenaltyNotice> = async (context, { params, query }) => {
  const { schoolId, threadId } = params
  const today = schoolTime(context.now).day
  const thread = await readThread(context.tx, { schoolId, threadId })
  const request = thread === undefined ? undefined : requestOf(thread.events)
  if (thread === undefined || request === undefined) return notAllowed()
  context.audit({ subject: thread.pupilId, facts: { of: query.of } })
  const threads = await noticeThreads(context.tx, { schoolId, pupilIds: [thread.pupilId] })
  const lines = await ledgerLines(context.tx, { schoolId, threads, today })
  const line = lines.find((one) => one.threadId === threadId)
  if (line === undefined) return notAllowed()
  if (query.of === 'notice' && line.issued === null)
    return refused('enforcement.not-issued', 'This notice has not been issued. Print the request.')
  const school = await schoolOf(context.tx, schoolId)
  const lost = await reasonsLost(context, { schoolId, thread, today })
  if (query.of === 'request' && line.issued === null && line.stage !== 'called off' && lost !== null)
    return refused('enforcement.gate', `This request is not to be sent: ${lost} Call it off, or settle that first.`)
  const { desk } = (await penaltySettingsOf(context.tx, schoolId)).settings
  const authority = await authorityName(context.tx, schoolId)
  const earlier = lines.filter((one) => one.contactId === line.contactId && one.threadId !== threadId)
  const known: readonly (readonly [string, string])[] = earlier.some(({ issued }) => issued !== null)
    ? []
    : [['Other notices to this parent', 'None for this child is known here']]
  const about = await people(context, { schoolId, thread, line, request })
  const who = { title: 'Whom it concerns', ...fields([...about, ...known]) }
  const asked = await askedBefore(context, { schoolId, thread, request, child: line.pupil.name })
  const rests = [facts(request, asked), ...(asked === null ? [] : [asked.section]), ...history(earlier)]
  const name = school?.name ?? ''
  const paper: Paper = {
    title: query.of === 'request' ? 'Request for a penalty notice' : 'Penalty notice: the school’s record',
    school: name,
    to:
      query.of === 'request' ? [authority ?? 'the local authority', desk].filter((part) => part !== '').join(', ') : '',
    notes: query.of === 'request' ? [...notToBeSent(line, lost), ...requestNotes(request)] : noticeNotes(),
    sections: query.of === 'request' ? [who, ...rests] : [who, clock(thread, line), money(line), ...rests],
    footer: `${name}. Made by ${context.caller.name} on ${longDay(today)}.`,
  }
  return success({
    type: 'application/pdf',
    fileName: `penalty-${query.of}.pdf`,
    content: () => setPaper('penalty', paper),
  })
}

type Request = EventBody<'penalty-requested'>

function fields(rows: readonly (readonly [string, string])[]): Omit<PaperSection, 'title'> {
  return { columns: ['What', 'Entered'], widths: [2, 5], rows, lines: [] }
}

async function people(
  context: Context,
  of: { schoolId: LedgerSchool; thread: ThreadFile; line: LedgerLine; request: Request },
): Promise<(readonly [string, string])[]> {
  const { line, request, thread } = of
  const { pupilId, contactId } = thread
  const address = contactId === null ? [] : await addressLines(context, { schoolId: of.schoolId, pupilId, contactId })
  const [pupil] = await pupilsOnRoll(context.tx, {
    schoolId: of.schoolId,
    day: schoolTime(context.now).day,
    pupilIds: [pupilId],
  })
  const asked = lastOf(thread.events, 'penalty-requested')
  return [
    ['Child', line.pupil.name],
    ...(pupil === undefined ? [] : [['Date of birth', fullDay(pupil.born)] as const]),
    ['Parent', `${line.parent} (${request.relationship})`],
    ['Address', addressWords(address)],
    ['Why this parent', request.because],
    ['Kind of notice', KIND_WORDS[request.kind]],
    ['Notice', request.kind === 'absence' ? rankWords(line.rank) : 'Outside the national framework; not counted'],
    ...(request.homeAuthority === null
      ? []
      : [['Home authority, to be asked for earlier notices', request.homeAuthority] as const]),
    ...(asked === undefined
      ? []
      : [['Asked for', `${longDay(asked.day)}, by ${asked.by.name}, ${asked.by.position}`] as const]),
  ]
}

function addressWords(lines: readonly string[] | 'hidden'): string {
  if (lines === 'hidden') return 'Confidential: the head or the designated safeguarding lead adds it'
  return lines.length === 0 ? 'Not entered' : lines.join(', ')
}

type LedgerSchool = Parameters<typeof readThread>[1]['schoolId']

const TOLD_HOW: Readonly<Record<(typeof TOLD_WAYS)[number], string>> = {
  'letter by post': ', by a letter that was posted',
  'letter by hand': ', by a letter that was given by hand',
  'in person': ', in person',
  telephone: ', by telephone',
  'e-mail': ', by e-mail',
}

function facts({ sessions, place }: Request, asked: Asked | null): PaperSection {
  if (place !== null)
    return {
      title: 'What happened',
      ...fields([
        ['Suspended or excluded from', longDay(place.suspendedFrom)],
        ['Parents told on', `${longDay(place.toldOn)}${place.toldHow === undefined ? '' : TOLD_HOW[place.toldHow]}`],
        ['Seen in a public place on', longDay(place.seenOn)],
        ['Where', place.where],
      ]),
    }
  return {
    title: `Sessions of unauthorised absence: ${sessions.length}`,
    columns: ['Day', 'Morning', 'Afternoon'],
    widths: [2, 1, 1],
    rows: sessionsByDay(sessions),
    lines: asked?.threshold ?? [],
  }
}

/** Why a request is not to be sent: its own reasons do not stand any more, or its questions as they are now say no. */
async function reasonsLost(
  context: Context,
  { schoolId, thread, today }: { schoolId: LedgerSchool; thread: ThreadFile; today: Day },
): Promise<string | null> {
  const threads = await readThreads(context.tx, { schoolId, pupilIds: [thread.pupilId] })
  const lost = (await lostBases(context.tx, { schoolId, threads, today })).get(thread.threadId)
  const considerationId = requestOf(thread.events)?.considerationId ?? null
  if (lost !== undefined || considerationId === null) return lost ?? null
  const gate = await openGate(context, { schoolId, considerationId })
  return gate.ok ? (gate.value.shut ?? gate.value.stoppedFor(thread.contactId ?? '')) : null
}

function notToBeSent({ stage }: LedgerLine, lost: string | null): string[] {
  if (stage === 'called off') return ['Called off: not to be sent.']
  return lost === null ? [] : [`Not to be sent again: ${lost}`]
}

/** What was asked and tried before a notice, as it stood when the notice was asked for. */
interface Asked {
  readonly threshold: readonly string[]
  readonly section: PaperSection
}

async function askedBefore(
  context: Context,
  of: { schoolId: LedgerSchool; thread: ThreadFile; request: Request; child: string },
): Promise<Asked | null> {
  const { schoolId, thread, request, child } = of
  const when = lastOf(thread.events, 'penalty-requested')?.at
  if (request.considerationId === null || when === undefined) return null
  const threads = await readThreads(context.tx, { schoolId, pupilIds: [thread.pupilId] })
  const considered = threads.find(({ threadId }) => threadId === request.considerationId)
  if (considered === undefined) return null
  const improve = threads
    .filter(({ kind, contactId }) => kind === 'notice to improve' && contactId === thread.contactId)
    .map(({ events }) => events)
  const holiday = request.sessions.filter(({ code }) => code === 'G')
  const asked = (await requestsOf(context.tx, { schoolId, pupilIds: [thread.pupilId] })).filter((one) =>
    reachesInto(one, holiday),
  )
  const leave = leaveInWords(asked, { moment: when, child }).flatMap(({ days, asked, decision, letter }) => [
    ['Leave asked for', `${days}. Asked on ${asked}`] as const,
    ['Decision on it', decision] as const,
    ...(letter === '' ? [] : [['What the letter said', letter] as const]),
  ])
  // Of the letters this parent's own alone: the paper is for this parent and the authority.
  const letters = (await decisionsSent(context.tx, { schoolId, pupilId: thread.pupilId, now: when })).filter(
    ({ contactId, went, cause }) =>
      contactId === thread.contactId &&
      went !== null &&
      went <= schoolTime(when).day &&
      asked.some(({ id, steps }) => steps.some(({ number }) => isOfDecision(cause, { requestId: id, step: number }))),
  )
  const sent = letters.map(({ name, proof }) => ['The letter with it', `${name}. ${proof.join('. ')}`] as const)
  const rows = [...leave, ...sent, ...improveRows(improve, when), ...answersAt(considered.events, when)]
  return {
    threshold: thresholdLines(considered.events, when),
    section: { title: 'What was asked and tried before', ...fields(rows) },
  }
}

/** Other notices to the parent; no section where none is known, which stands among the first things. */
function history(earlier: readonly LedgerLine[]): PaperSection[] {
  const rows = earlier.flatMap(({ issued, rank, where, stage, withdrawn }) =>
    issued === null
      ? []
      : [
          [
            shortDay(issued),
            where === null ? rankWords(rank) : '',
            where ?? 'This school or its authority',
            withdrawn === null ? STAGE_WORDS[stage] : 'Withdrawn: does not count',
          ],
        ],
  )
  if (rows.length === 0) return []
  const columns = ['Issued', 'Notice', 'By', 'What became of it']
  return [{ title: 'Other notices to this parent for this child', columns, widths: [2, 2, 3, 3], rows, lines: [] }]
}

function requestNotes({ kind }: Request): string[] {
  const ask =
    'The school asks whether the authority knows of other notices to this parent for this child, whether a notice would be in line with its code of conduct, and, if all is clear, for the notice to be issued.'
  return kind === 'absence'
    ? [ask]
    : [ask, 'This is not a notice for absence: no threshold has to be met for it, and it counts towards no limit.']
}

function noticeNotes(): string[] {
  return [
    'What the notice said and what became of it, for the record that regulation 20 of the Education (Penalty Notices) (England) Regulations 2007 asks for. The notice itself is the paper that was served.',
  ]
}

function clock({ events }: ThreadFile, line: LedgerLine): PaperSection {
  const issue = lastOf(events, 'penalty-issued')
  const { received, deemed, prices } = line
  const receipt =
    received === null ? 'Not yet' : `${longDay(received)}${deemed ? ' (taken to be so, by post; not verified)' : ''}`
  return {
    title: 'The notice and its clock',
    ...fields([
      ['Issued', issue === undefined ? '' : longDay(issue.day)],
      ['Signed by', issue?.body.signatory.name ?? ''],
      ['Reference', issue?.body.reference || 'None'],
      ['Received', receipt],
      ...prices.map(
        (price) => [`${pounds(price.pence)} within ${price.within} days`, `By ${longDay(price.last)}`] as const,
      ),
      ['Paid to', 'The local authority'],
    ]),
    lines: prices.some(({ verified }) => !verified) ? [`Amounts: ${UNVERIFIED.toLowerCase()}`] : [],
  }
}

function money({ payments, refunded, toRefund, withdrawn, prosecuted, stage }: LedgerLine): PaperSection {
  return {
    title: 'What became of it',
    ...fields([
      ['Stands at', STAGE_WORDS[stage]],
      [
        'Payments',
        payments.length === 0
          ? 'None'
          : payments.map(({ day, pence }) => `${pounds(pence)} on ${shortDay(day)}`).join('; '),
      ],
      ...(refunded === 0 ? [] : [['Refunded', pounds(refunded)] as const]),
      ...(toRefund === 0 ? [] : [['Held and not owed', pounds(toRefund)] as const]),
      ['Withdrawn', withdrawn?.words ?? 'No'],
      ['Prosecuted', prosecuted === null ? 'No' : longDay(prosecuted)],
    ]),
  }
}
