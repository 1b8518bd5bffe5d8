import { addDays, longDay } from '../../kernel/day.ts'
import { success } from '../../kernel/result.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { KnownMessage } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type { LetterBatch, ShownLadder } from '../contract/letters.ts'
import type * as contract from '../contract.ts'
import { type Ladder, OWN_CHOICES_IN_WORDS } from '../rules/letters/ladder.ts'
import { ladderRows, PREFLIGHT_FLAGS } from './ladder-rows.ts'
import { maySayStop, readLadder, sentOn, type WrittenLetter } from './read-ladder.ts'

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
  context.audit({ facts: { children: children.length } })
  return success({
    today: school.today,
    ladder: shownLadder(school.ladder),
    children: children.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    batches: batchesOf(written),
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

function batchesOf(written: readonly WrittenLetter[]): LetterBatch[] {
  const batches = Map.groupBy(written, ({ letter }) => letter?.batchId ?? '')
  return [...batches]
    .map(([batchId, letters]): LetterBatch => {
      const copies = letters.flatMap(({ messages }) => messages)
      const toPrint = copies.filter(({ state }) => state === 'to-print')
      const of = letters[0]?.letter
      return {
        batchId,
        at: of?.at ?? (copies[0]?.at as LetterBatch['at']),
        by: of?.byName ?? '',
        letters: letters.length,
        copies: copies.length,
        gone: copies.filter((copy) => sentOn(copy) !== undefined).length,
        lost: copies.filter(({ state }) => LOST.includes(state)).length,
        // One envelope for the letters of brothers and sisters to one parent.
        toPrint: toPrint
          .toSorted(
            (one, other) =>
              one.contactName.localeCompare(other.contactName, 'en') || (one.contactId < other.contactId ? -1 : 1),
          )
          .map(({ messageId }) => messageId),
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
      stepDown: maySend(context) && next !== undefined && maySayStop(next, child?.history ?? []),
    },
    letters: (child?.letters ?? []).map(({ letter, messages, past }) => ({
      letterId: past.letterId,
      letter: past.kind,
      state: past.state,
      day: past.day,
      why: [...(letter?.why ?? ['Sent beside the list'])],
      figures: letter === null ? null : { ...letter.counted },
      despite: letter?.despite ?? '',
      by: letter === null ? (messages[0]?.byName ?? '') : `${letter.byName}, ${letter.byPosition}`,
      copies: messages.map(({ messageId, contactName, channel, state, events, at }) => ({
        messageId,
        name: contactName,
        channel,
        posted: channel === 'letter' && state === 'sent',
        proof: [`Written ${longDayAndTime(at)}`, ...events.flatMap(proofOf)],
      })),
    })),
  })
}

const PROOF: Readonly<Record<string, string>> = {
  'handed-over': 'Taken by the mail server or service',
  delivered: 'Delivered',
  'sent-by-hand': 'Posted or handed over',
  failed: 'Did not arrive',
  withdrawn: 'Taken back before it went',
  lapsed: 'Lapsed before it went',
}

function proofOf({ kind, at, by, facts }: KnownMessage['events'][number]): string[] {
  const words = facts.cameBack === true ? 'Came back' : PROOF[kind]
  if (words === undefined) return []
  const why = facts.cameBack === true && typeof facts.why === 'string' ? `: ${facts.why}` : ''
  return [`${words} ${longDayAndTime(at)}${by === null ? '' : `, ${by.name}`}${why}`]
}

function longDayAndTime(at: Moment): string {
  const { day, time } = schoolTime(at)
  return `on ${longDay(day)} at ${time}`
}
