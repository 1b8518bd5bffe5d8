import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { contactPeople } from '../../roll/index.ts'
import type { Consideration } from '../contract/consideration.ts'
import { lastOf, type ThreadEvent } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { settingsOf } from '../set-up/store.ts'
import { shownStandings } from '../standing/shown-standings.ts'
import { parentsOf } from './parents-of.ts'
import { caseOf, evidenceOf, readConsidered } from './read-gate.ts'
import { stateOfThread } from './thread-words.ts'

/** What was asked and answered, what keeps each gate shut, and which notices came of it. */
export const showConsideration: UseCase<typeof contract.showConsideration> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId } = params
  const considered = await readConsidered(tx, { ...params, now })
  if (considered === undefined) return notAllowed()
  const { thread, threads, used, gates, standingFacts, today } = considered
  const { pupilId, threadId, caseId, events } = thread
  context.audit({ subject: pupilId })
  const begun = lastOf(events, 'considered')
  if (begun === undefined) return notAllowed()
  const { settings } = await settingsOf(tx, schoolId)
  const [standing = null] =
    standingFacts === undefined
      ? []
      : await shownStandings(tx, { facts: standingFacts, settings, threads, used, elsewhere: new Map(), which: 'all' })
  const following = threads.filter((one) => one.events.some((event) => considerationOf(event) === threadId))
  const ids = following.flatMap(({ contactId }) => contactId ?? [])
  const people = await contactPeople(tx, { schoolId, contactIds: ids })
  const names = new Map(people.map((one) => [one.contactId, `${one.title} ${one.forenames} ${one.surname}`.trim()]))
  const parents = await parentsOf(tx, { schoolId, pupilId, today })
  const { because, metOn, sessions, leave, noticeId = null } = begun.body
  return success({
    threadId,
    caseId,
    today,
    standing,
    begun: { because, metOn, sessions: sessions.length, leave, noticeId, at: begun.at },
    gates: Object.values(gates).map((gate) => ({ ...gate, items: gate.items.map((item) => ({ ...item })) })),
    leaveSent: [...(considered.facts.leave?.sent ?? [])],
    evidence: [...evidenceOf(await caseOf(tx, considered), today)],
    said: saidOf(events),
    number: events.at(-1)?.number ?? 0,
    parents: [...parents],
    notices: following.map((one) => ({
      threadId: one.threadId,
      kind: one.kind,
      to: one.contactId === null ? '' : (names.get(one.contactId) ?? ''),
      state: stateOfThread(one, today),
    })),
    may: {
      prepare: context.may('enforcement.prepare') === 'all',
      decide: context.may('enforcement.decide') === 'all',
      safeguard: context.may('casework.restricted') === 'all',
    },
  })
}

/** The consideration that a notice rests on, by the event that began it. */
export function considerationOf(event: ThreadEvent): string | null {
  if (event.kind === 'improve-drafted' || event.kind === 'penalty-requested') return event.body.considerationId
  return null
}

/** The last answer to each question; of alternatives, to each. */
function saidOf(events: readonly ThreadEvent[]): Consideration['said'] {
  const said = new Map<string, Consideration['said'][number]>()
  for (const event of events) {
    const one = answerIn(event)
    if (one === undefined) continue
    const { by, at, number } = event
    said.set(one.question, { ...one, by, at, number })
  }
  return [...said.values()]
}

function answerIn(event: ThreadEvent): { question: string; words: string; answer: string } | undefined {
  switch (event.kind) {
    case 'support-answered':
      return { question: 'support', answer: event.body.answer, words: event.body.words }
    case 'leave-answered':
      return { question: 'leave', answer: event.body.answer, words: event.body.words }
    case 'equality-answered':
      return { question: 'equality', answer: event.body.disability, words: event.body.words }
    case 'safeguarding-answered':
      return { question: 'safeguarding', answer: event.body.answer, words: '' }
    case 'alternative-answered':
      return { question: `alternative: ${event.body.tool}`, answer: 'why not', words: event.body.words }
    case 'best-tool-answered':
      return { question: 'best tool', answer: event.body.tool, words: event.body.words }
    case 'decided':
      return { question: 'decision', answer: event.body.decision, words: event.body.words }
    default:
      return undefined
  }
}
