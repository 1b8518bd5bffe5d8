import { type Day, longDay, shortDay } from '../../kernel/day.ts'
import { type EventOf, eventsOf, lastOf } from '../contract/event.ts'
import { ledgerLines } from '../penalty/read-notices.ts'
import { actionState, isAction, isActionEvent } from '../rules/beyond/action-state.ts'
import { ACTION_NAMES, eventWords, STAGE_WORDS } from '../rules/beyond/action-words.ts'
import { CONTENT_HEADINGS, CONTENT_NAMES } from '../rules/improve/contents.ts'
import { fateWords } from '../rules/improve/fate.ts'
import { noticeState } from '../rules/improve/notice-state.ts'
import type { PackLine, PackSection } from '../rules/pack/section.ts'
import { factInWords, STAGE_WORDS as PENALTY_STAGES, rankWords } from '../rules/penalty/in-words.ts'
import { pounds } from '../rules/penalty/money.ts'
import { penaltyFacts } from '../rules/penalty/penalty-state.ts'
import type { ThreadFile } from '../threads/store.ts'
import { type About, section } from './about.ts'

/** The formal steps about this child and this parent; those about another parent are that parent's. */
export async function noticeSections(about: About): Promise<readonly PackSection[]> {
  return [considerations(about), improve(about), await penalties(about), actions(about)]
}

function ofParent({ threads, contactId }: About): readonly ThreadFile[] {
  return threads.filter((one) => one.contactId === contactId)
}

function considerations({ threads }: About): PackSection {
  return section({
    id: 'considerations',
    title: 'What was asked before any formal step, and decided',
    intro: [
      'The answers as they stand. They are about the child, and may tell what another adult said. Of safeguarding it is said only that it was asked and answered.',
    ],
    columns: ['Question', 'Answer', 'Answered by'],
    widths: [3, 6, 4],
    free: [1],
    lines: threads.filter(({ kind }) => kind === 'consideration').flatMap(answers),
    empty: 'No formal step was considered.',
  })
}

function answers({ threadId, events }: ThreadFile): PackLine[] {
  const rows: { question: string; words: string; event: ThreadFile['events'][number] }[] = []
  const begun = lastOf(events, 'considered')
  if (begun !== undefined)
    rows.push({
      question: 'Why it was considered',
      words: `${begun.body.because} (${begun.body.sessions.length} sessions${begun.body.metOn === null ? '' : `; threshold met on ${shortDay(begun.body.metOn)}`})`,
      event: begun,
    })
  const support = lastOf(events, 'support-answered')
  if (support !== undefined)
    rows.push({
      question: 'Support',
      words: `${support.body.answer === 'given' ? 'Given' : 'Would not suit'}: ${support.body.words}`,
      event: support,
    })
  const leave = lastOf(events, 'leave-answered')
  if (leave !== undefined)
    rows.push({
      question: leave.body.answer === 'refused' ? 'Leave was asked for and refused' : 'No leave was asked for',
      words: leave.body.words,
      event: leave,
    })
  const equality = lastOf(events, 'equality-answered')
  if (equality !== undefined) rows.push({ question: 'Equality Act 2010', words: equality.body.words, event: equality })
  const safe = lastOf(events, 'safeguarding-answered')
  if (safe !== undefined) rows.push({ question: 'Safeguarding', words: 'Asked and answered', event: safe })
  for (const event of eventsOf(events, 'alternative-answered'))
    rows.push({ question: `Why not: ${event.body.tool}`, words: event.body.words, event })
  const best = lastOf(events, 'best-tool-answered')
  if (best !== undefined)
    rows.push({ question: `What suits best: ${best.body.tool}`, words: best.body.words, event: best })
  const decided = lastOf(events, 'decided')
  if (decided !== undefined)
    rows.push({ question: `The head’s decision: ${decided.body.decision}`, words: decided.body.words, event: decided })
  return rows.map(({ question, words, event: { number, day, by } }) => ({
    id: `${threadId} ${number}`,
    cells: [question, words, `${by.name}, ${by.position}, ${shortDay(day)}`],
    text: '',
  }))
}

/** What somebody wrote, with its full stop. */
function sentence(words: string): string {
  return /[.!?]$/.test(words.trim()) ? words : `${words.trim()}.`
}

const IMPROVE_WORDS = {
  draft: 'Draft',
  waiting: 'Has not left',
  late: 'Was not with the parent before its first day',
  sent: 'Sent; its first day is still to come',
  running: 'Running',
  over: 'Over; what came of it is not entered yet',
  ended: 'Ended',
} as const

/** How it reached the parent, as far as it is known: what waits in a queue was sent to nobody. Whoever signs a statement says these words. */
function servedWords({ body, fate }: EventOf<'improve-sent'>, on: Day): string {
  if (body.way === 'by hand') return `Given by hand on ${longDay(on)}`
  if (fate === undefined) return `Written on ${longDay(on)} as a message; nothing is recorded of its sending`
  return fate.left === null
    ? `Written on ${longDay(on)} as a message, and not sent so far as is known: ${fateWords(fate)}`
    : `Sent as a message: ${fateWords(fate)}. The proof stands with the letters`
}

function improve(about: About): PackSection {
  const { today } = about
  return section({
    id: 'improve',
    title: 'Notices to improve',
    intro: ['Each with its eight contents, as it was told to this parent.'],
    form: 'papers',
    columns: ['Notice', 'For', 'How it was given', 'Where it stands', 'What came of it'],
    free: [4],
    lines: ofParent(about)
      .filter(({ kind }) => kind === 'notice to improve')
      .flatMap((thread) => {
        const state = noticeState(thread.events, today)
        if (state === undefined || state.sentOn === null) return []
        const sent = lastOf(thread.events, 'improve-sent')
        const ended = lastOf(thread.events, 'improve-ended')
        const { told } = state
        return [
          {
            id: thread.threadId,
            cells: [
              'Notice to improve',
              `${longDay(told.first)} to ${longDay(told.last)}, ${told.weeks} school weeks`,
              sent === undefined ? longDay(state.sentOn) : servedWords(sent, state.sentOn),
              state.outcome === null ? IMPROVE_WORDS[state.state] : `Ended: ${state.outcome}`,
              ended === undefined
                ? 'Not entered yet'
                : `${sentence(ended.body.words)} ${ended.body.attended} of ${ended.body.possible} half days in school; ${ended.body.unauthorised} unauthorised.`,
            ],
            text: CONTENT_NAMES.map(
              (name, place) => `${place + 1}. ${CONTENT_HEADINGS[name]}. ${told.contents[name]}`,
            ).join('\n'),
          },
        ]
      }),
    empty: 'This parent was sent no notice to improve.',
  })
}

async function penalties(about: About): Promise<PackSection> {
  const { tx, schoolId, today } = about
  const threads = ofParent(about).filter(({ kind }) => kind === 'penalty notice' || kind === 'public place notice')
  const lines = await ledgerLines(tx, { schoolId, threads, today })
  return section({
    id: 'penalties',
    title: 'Penalty notices, and the ledger',
    intro: ['Each notice to this parent for this child, with every step of it.'],
    form: 'papers',
    columns: ['Notice', 'Rank', 'Issued', 'Received', 'Amounts', 'Paid', 'Where it stands'],
    free: [],
    lines: lines.toReversed().map((line) => {
      const thread = threads.find(({ threadId }) => threadId === line.threadId)
      const unverified = line.prices.some(({ verified }) => !verified)
      return {
        id: line.threadId,
        cells: [
          line.kind === 'absence' ? 'Penalty notice' : 'Penalty notice: in a public place',
          line.kind === 'absence' ? rankWords(line.rank) : 'Not counted',
          line.issued === null ? 'Not issued' : longDay(line.issued),
          line.received === null
            ? 'Not yet'
            : `${longDay(line.received)}${line.deemed ? ' (taken to be so, by post; not verified)' : ''}`,
          line.prices.length === 0
            ? 'None'
            : `${line.prices.map(({ pence, last }) => `${pounds(pence)} by ${shortDay(last)}`).join(', ')}${unverified ? ' (not verified)' : ''}`,
          line.payments.length === 0
            ? 'Nothing'
            : line.payments.map(({ pence, day }) => `${pounds(pence)} on ${shortDay(day)}`).join('; '),
          PENALTY_STAGES[line.stage],
        ],
        text: stepsOf(thread),
      }
    }),
    empty: 'There is no penalty notice to this parent for this child.',
  })
}

function stepsOf(thread: ThreadFile | undefined): string {
  if (thread === undefined) return ''
  const request = lastOf(thread.events, 'penalty-requested')
  const about = (request?.body.sessions ?? []).map(({ day, half, code }) => `${shortDay(day)} ${half} ${code}`)
  return [
    ...(about.length === 0 ? [] : [`About ${about.length} sessions: ${about.join(', ')}.`]),
    ...penaltyFacts(thread.events).map((fact) => {
      const { title, words } = factInWords(fact)
      return `${shortDay(fact.day)}: ${title}${words === '' ? '' : `. ${words}`}`
    }),
  ].join('\n')
}

function actions({ threads, contactId }: About): PackSection {
  return section({
    id: 'actions',
    title: 'Fast track, orders and prosecution',
    form: 'papers',
    columns: ['Step', 'Where it stands', 'Sessions'],
    lines: threads
      .filter((one) => one.contactId === contactId || one.contactId === null)
      .flatMap((thread) => {
        const events = thread.events.filter(isActionEvent)
        const state = isAction(thread.kind) ? actionState(thread.kind, events) : undefined
        if (state === undefined || !isAction(thread.kind)) return []
        const about = state.referral.sessions.map(({ day, half, code }) => `${shortDay(day)} ${half} ${code}`)
        return [
          {
            id: thread.threadId,
            cells: [ACTION_NAMES[thread.kind], STAGE_WORDS[state.stage], about.join(', ') || 'None named'],
            text: events.map((event) => `${shortDay(event.day)}: ${eventWords(event)}`).join('\n'),
          },
        ]
      }),
    empty: 'The school referred nothing of this kind. What became of a penalty notice stands with that notice.',
  })
}
