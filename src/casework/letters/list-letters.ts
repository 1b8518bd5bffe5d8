import { addDays } from '../../kernel/day.ts'
import { success } from '../../kernel/result.ts'
import { asPile, firstCause, printOf, proofOf, sentOn } from '../../messaging/contract.ts'
import { type KnownMessage, notAnyMore } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type { LetterBatch, ShownLadder } from '../contract/letters.ts'
import type * as contract from '../contract.ts'
import { type Ladder, OWN_CHOICES_IN_WORDS } from '../rules/letters/ladder.ts'
import { whyStopped } from './count-again.ts'
import { ladderRows, PREFLIGHT_FLAGS } from './ladder-rows.ts'
import { maySayStop, readLadder, type SchoolLadder, type WrittenLetter } from './read-ladder.ts'

/** For so many days a batch is listed. */
const LISTED = 60

export const listLetters: UseCase<typeof contract.listLetters> = async (context, { params }) => {
  const { schoolId } = params
  const { tx, now } = context
  const school = await readLadder(tx, { schoolId, now, flags: PREFLIGHT_FLAGS })
  const children = await ladderRows(context, { schoolId, school, children: school.children })
  const since = addDays(school.today, -LISTED)
  const written = school.children
    .flatMap(({ letters }) => letters)
    .filter(({ letter }) => letter !== null && letter.day >= since)
  const toPrint = written.flatMap(({ messages }) => messages).filter(({ state }) => state === 'to-print')
  const not = new Map([
    ...whyStoppedOf(school, written),
    ...(await notAnyMore(tx, { schoolId, now, messages: toPrint })),
  ])
  const names = await namesOnRoll(tx, { schoolId, ids: [...new Set(toPrint.flatMap(({ pupilIds }) => pupilIds))] })
  context.audit({ facts: { children: children.length } })
  return success({
    today: school.today,
    ladder: shownLadder(school.ladder),
    children: children.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    batches: batchesOf(written, { not, names }),
    may: { send: maySend(context) },
  })
}

export function maySend(context: Pick<Context, 'may'>): boolean {
  return context.may('messages.send') === 'all' && context.may('casework.record') !== undefined
}

export function shownLadder({ promised, rungs }: Ladder): ShownLadder {
  return {
    promised,
    rungs: rungs.map(({ rung, below = null, lates = null, unauthorised = null, waitWeeks, section }) => ({
      rung,
      below,
      lates,
      unauthorised,
      waitWeeks,
      section,
    })),
    choices: [...OWN_CHOICES_IN_WORDS],
  }
}

/** Why copies that wait no longer fit, by message. */
function whyStoppedOf(school: SchoolLadder, written: readonly WrittenLetter[]): ReadonlyMap<string, string> {
  const children = new Map(school.children.map((child) => [child.enrolled.pupilId, child]))
  return new Map(
    written.flatMap((one) => {
      const waiting = { ...one, messages: one.messages.filter(({ state }) => state === 'to-print') }
      const child = children.get(one.pupilId)
      const why = child === undefined ? undefined : whyStopped(child, { school, waiting })
      return why === undefined ? [] : waiting.messages.map(({ messageId }) => [messageId, why] as const)
    }),
  )
}

/** Copies in the PDFs in which they were printed, each once: in the last. */
function printsOf(copies: readonly KnownMessage[]): LetterBatch['printed'] {
  const prints = copies.flatMap(({ messageId, events }) => {
    const print = printOf(events)
    return print === undefined ? [] : [{ messageId, at: print.at, by: print.by?.name ?? '' }]
  })
  return [...Map.groupBy(prints, ({ at, by }) => `${at} ${by}`).values()].flatMap((some) =>
    some.slice(0, 1).map(({ at, by }) => ({ at, by, messageIds: some.map(({ messageId }) => messageId) })),
  )
}

/** Why a copy is not in a PDF: what stops it now, else what did when it was printed. */
function leftOutOf(copies: readonly KnownMessage[], { not, names }: Known): LetterBatch['leftOut'] {
  return copies.flatMap(({ messageId, contactName: name, pupilIds, events }) => {
    const last = events.at(-1)
    const why = not.get(messageId) ?? (last?.kind === 'left-out' ? last.facts.why : undefined)
    return typeof why === 'string' ? [{ messageId, name, child: childOf(pupilIds, names), why }] : []
  })
}

interface Known {
  /** Why a copy does not go, by message. */
  readonly not: ReadonlyMap<string, string>
  /** Of children, by id. */
  readonly names: ReadonlyMap<string, string>
}

function childOf([pupilId]: readonly string[], names: Known['names']): string {
  return pupilId === undefined ? '' : (names.get(pupilId) ?? '')
}

function batchesOf(written: readonly WrittenLetter[], known: Known): LetterBatch[] {
  const { not, names } = known
  const batches = Map.groupBy(written, ({ letter }) => letter?.batchId ?? '')
  return [...batches]
    .map(([batchId, letters]): LetterBatch => {
      const copies = letters.flatMap(({ messages }) => messages)
      const waiting = copies.filter(({ state }) => state === 'to-print')
      const may = waiting.filter(({ messageId }) => !not.has(messageId))
      const of = letters[0]?.letter
      return {
        batchId,
        at: of?.at ?? (copies[0]?.at as LetterBatch['at']),
        by: of?.byName ?? '',
        letters: letters.length,
        copies: copies.length,
        gone: copies.filter((copy) => sentOn(copy) !== undefined).length,
        lost: copies.filter(({ state }) => LOST.includes(state)).length,
        toPrint: asPile(may, ({ contactId, contactName, pupilIds }) => ({
          contactId,
          contactName,
          child: childOf(pupilIds, names),
        })).map(({ messageId }) => messageId),
        printed: printsOf(may),
        leftOut: leftOutOf(waiting, known),
      }
    })
    .sort((one, other) => (one.at > other.at ? -1 : 1))
}

const LOST: readonly string[] = ['failed', 'withdrawn', 'lapsed']

/** The letters of one child with proof, and what comes next. */
export const childLetters: UseCase<typeof contract.childLetters> = async (context, { params }) => {
  const { schoolId, pupilId } = params
  const { tx, now } = context
  const school = await readLadder(tx, { schoolId, now, pupilIds: [pupilId], flags: PREFLIGHT_FLAGS })
  const child = school.children[0]
  const [next] =
    child === undefined ? [] : await ladderRows(context, { schoolId, school, children: [child], all: true })
  context.audit({ subject: pupilId })
  return success({
    today: school.today,
    ladder: shownLadder(school.ladder),
    next: next ?? null,
    may: {
      send: maySend(context),
      stepDown: maySend(context) && next !== undefined && maySayStop(next, child?.letters ?? []),
    },
    letters: (child?.letters ?? []).map(({ letter, messages, past }) => ({
      letterId: past.letterId,
      letter: past.kind,
      state: past.state,
      day: past.day,
      why: [...(letter?.why ?? ['Sent beside the list'])],
      ...figuresOfLetter(letter, messages),
      despite: letter?.despite ?? '',
      by: letter === null ? (messages[0]?.byName ?? '') : `${letter.byName}, ${letter.byPosition}`,
      copies: messages.map(({ messageId, contactName, channel, state, events, at }) => ({
        messageId,
        name: contactName,
        channel,
        posted: channel === 'letter' && state === 'sent',
        proof: [...proofOf({ at, events })],
      })),
    })),
  })
}

/** What is shown of a letter's figures is what the paper said: its copies may have been counted again as they went. */
function figuresOfLetter(letter: WrittenLetter['letter'], copies: readonly KnownMessage[]) {
  const went = copies.find((copy) => sentOn(copy) !== undefined && firstCause(copy.cause) !== copy.cause)
  if (went === undefined) return { figures: letter === null ? null : { ...letter.counted }, said: '' }
  const { daysMissed, sessionsMissed, sessions, since, lates } = went.merge
  const late = lates === undefined || lates === 'none' ? '' : ` Late this half term: ${lates}.`
  const missed = `As it was printed: ${sessionsMissed} of ${sessions} sessions missed since ${since}, ${daysMissed}.`
  return { figures: null, said: `${sessionsMissed === undefined ? '' : missed}${late}`.trim() }
}
