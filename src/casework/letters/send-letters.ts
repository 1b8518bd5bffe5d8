import { type Day, longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { conflict, type Result, refused, success } from '../../kernel/result.ts'
import { firstDayOf } from '../../kernel/school-year.ts'
import type { MergeValues } from '../../messaging/contract.ts'
import { lookAtMessage, queueMessage, templateOf } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type { OnLadder } from '../contract/letters.ts'
import type * as contract from '../contract.ts'
import { type LetterKind, templateOfLetter } from '../rules/letters/ladder.ts'
import { figuresAsFields } from './count-again.ts'
import { ladderRows, PREFLIGHT_FLAGS } from './ladder-rows.ts'
import { maySend } from './list-letters.ts'
import { type ChildOnLadder, dayWithoutWeekday, maySayStop, readLadder, type SchoolLadder } from './read-ladder.ts'
import { causeOf, keepLetter, lettersSince, lockLetters } from './store.ts'

type Asked = Body<typeof contract.sendLetters>
type AskedLetter = Asked['letters'][number]

/** A letter asked for, with the child as the ladder has it now. */
interface Due {
  readonly asked: Pick<AskedLetter, 'letter' | 'reason'>
  readonly child: ChildOnLadder
  readonly row: OnLadder
}

/** Puts letters in the queue, all or none: each is decided anew by the same rule as the list. */
export const sendLetters: UseCase<typeof contract.sendLetters> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx } = context
  if (!maySend(context))
    return refused(
      'casework.may-not-message',
      'Your role here does not send messages to families. Ask the attendance office to send these.',
    )
  await lockLetters(tx, schoolId)
  context.audit({ facts: { letters: body.letters.map(({ pupilId, letter }) => ({ pupilId, letter })), way: body.way } })
  const found = await dueOf(context, schoolId, body.letters)
  if (found.repeated) return success(found.answer)
  if (body.replyBy <= found.school.today)
    return refused('casework.letter-reply-day', 'Ask for an answer by a day that is still to come.')
  const problem = whyNone(found.due, body.letters)
  if (problem !== undefined) return problem
  let copies = 0
  const toPrint: string[] = []
  for (const [at, due] of found.due.entries()) {
    const letter = body.letters[at]
    if (letter === undefined) continue
    const sent = await sendOne(context, { schoolId, school: found.school, due, letter, body })
    if (!sent.ok) return sent
    copies += sent.value.length
    toPrint.push(...sent.value.filter(({ channel }) => channel === 'letter').map(({ messageId }) => messageId))
  }
  return success({ letters: body.letters.length, copies, toPrint })
}

type Found =
  | { readonly repeated: true; readonly answer: { letters: number; copies: number; toPrint: string[] } }
  | { readonly repeated: false; readonly school: SchoolLadder; readonly due: readonly Due[] }

async function dueOf(context: Context, schoolId: SchoolId, letters: readonly AskedLetter[]): Promise<Found> {
  const { tx, now } = context
  const pupilIds = [...new Set(letters.map(({ pupilId }) => pupilId))]
  const school = await readLadder(tx, { schoolId, now, pupilIds, flags: PREFLIGHT_FLAGS })
  const before = await lettersSince(tx, { schoolId, since: firstDayOf(school.year), pupilIds })
  const ids = new Set(letters.map(({ letterId }) => letterId))
  if (before.some(({ letterId }) => ids.has(letterId))) {
    const messages = school.children
      .flatMap((child) => child.letters)
      .flatMap((one) => (ids.has(one.past.letterId) ? one.messages : []))
    const toPrint = messages.filter(({ state }) => state === 'to-print').map(({ messageId }) => messageId)
    return { repeated: true, answer: { letters: ids.size, copies: messages.length, toPrint } }
  }
  const rows = await ladderRows(context, { schoolId, school, children: school.children, all: true })
  const due = letters.flatMap((asked): Due[] => {
    const child = school.children.find(({ enrolled }) => enrolled.pupilId === asked.pupilId)
    const row = rows.find(({ pupilId }) => pupilId === asked.pupilId)
    return child === undefined || row === undefined ? [] : [{ asked, child, row }]
  })
  return { repeated: false, school, due }
}

/** Whether a letter is what comes next; stepping down is a person's decision, after any letter of the ladder that went. */
function isDue({ asked: { letter, reason = '' }, child, row }: Due): boolean {
  if (letter === 'stepped-down') return reason !== '' && maySayStop(row, child.letters)
  return row.letter === letter && (row.standing === 'due' || row.standing === 'praise')
}

function whyNone(due: readonly Due[], letters: readonly AskedLetter[]) {
  const namesOf = (some: readonly Due[]) => some.map(({ row }) => row.name).join(', ')
  const not = due.filter((one) => !isDue(one))
  if (
    due.length < letters.length ||
    not.length > 0 ||
    new Set(letters.map(({ pupilId }) => pupilId)).size < letters.length
  )
    return conflict(
      'casework.letter-not-due',
      `${not.length === 0 ? 'One of these children' : namesOf(not)} does not come to that letter any more: something changed since you looked. Nothing was sent. Look at the list again.`,
    )
  const unread = due.filter((one, at) => !sameFlags(flagsOf(one), letters[at]?.seen ?? []))
  if (unread.length > 0)
    return conflict(
      'casework.letter-unread',
      `Something speaks against a letter that whoever sends it has not read: ${namesOf(unread)}. Open each of these and read it. Nothing was sent.`,
    )
  const nobody = due.filter(({ row }) => row.to.length === 0)
  if (nobody.length > 0)
    return refused(
      'casework.letter-to-nobody',
      `Nobody of the family may be sent a letter: ${namesOf(nobody)}. Nothing was sent.`,
    )
  const stopped = due.filter(
    ({ row }, at) => letters[at]?.despite === '' && row.against.some(({ severity }) => severity === 'stop'),
  )
  if (stopped.length > 0)
    return refused(
      'casework.letter-stopped',
      `Something speaks against a letter: ${namesOf(stopped)}. Say why it goes all the same, or leave it out. Nothing was sent.`,
    )
  return undefined
}

/** What a person has to have read before a letter goes. */
function flagsOf({ asked, row }: Due): readonly string[] {
  if (asked.letter === 'stepped-down') return []
  return row.against.filter(({ severity }) => severity !== 'note').map(({ id }) => id)
}

function sameFlags(ones: readonly string[], others: readonly string[]): boolean {
  return ones.length === new Set(others).size && ones.every((one) => others.includes(one))
}

async function sendOne(
  context: Context,
  of: { schoolId: SchoolId; school: SchoolLadder; due: Due; letter: AskedLetter; body: Asked },
): Promise<Result<readonly { messageId: string; channel: string }[]>> {
  const { tx, now, caller: by } = context
  const { schoolId, school, due, letter, body } = of
  const { letterId, pupilId, despite } = letter
  const { row } = due
  const why = letter.reason === undefined ? row.why : [letter.reason]
  await keepLetter(tx, {
    schoolId,
    letterId,
    batchId: body.key,
    pupilId,
    kind: letter.letter,
    wording: wordingOf(letter.letter, row),
    why,
    counted: row.figures,
    despite,
    flagsSeen: flagsOf(due),
    replyBy: body.replyBy,
    day: school.today,
    at: now,
    by,
  })
  const sent: { messageId: string; channel: string }[] = []
  const refusals: string[] = []
  for (const { contactId, name } of row.to) {
    const message = await queueMessage(tx, {
      schoolId,
      template: templateOfLetter(letter.letter, wordingOf(letter.letter, row)),
      about: [pupilId],
      to: contactId,
      merge: mergeOf(due, { school, help: body.help, replyBy: body.replyBy }),
      cause: causeOf(letterId),
      ...(body.way === 'letter' ? { channel: 'letter' as const } : {}),
      now,
      by,
    })
    if (message.ok) sent.push({ messageId: message.value.messageId, channel: message.value.channel })
    else refusals.push(`${name}: ${message.problem.message}`)
  }
  if (sent.length > 0) return success(sent)
  return refused('casework.letter-to-nobody', `${row.name}. ${refusals.join(' ')} Nothing was sent to anybody.`)
}

function wordingOf(letter: LetterKind, row: OnLadder): OnLadder['wording'] {
  return letter === 'stepped-down' ? 'good news' : row.wording
}

/** What a letter leaves open: counted by itself, but for whom to ask and until when. */
function mergeOf({ asked, child }: Due, of: { school: SchoolLadder; help: string; replyBy: Day }): MergeValues {
  const last = child.history.filter(({ state }) => state === 'gone').at(-1)
  return {
    ...figuresAsFields(child, of.school),
    ...(last === undefined ? {} : { writtenOn: dayWithoutWeekday(last.day) }),
    help: of.help,
    replyBy: longDay(of.replyBy),
    reason: asked.reason ?? '',
  }
}

/** One letter as it would reach one parent. Nothing is sent or kept. */
export const lookAtLetter: UseCase<typeof contract.lookAtLetter> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx } = context
  const { pupilId, letter, reason, to } = body
  context.audit({ subject: pupilId, facts: { letter, to } })
  const found = await dueOf(context, schoolId, [{ pupilId, letter, reason, letterId: '', despite: '' }])
  const due = found.repeated ? undefined : found.due[0]
  if (found.repeated || due === undefined || !isDue(due))
    return refused(
      'casework.letter-not-due',
      'This child does not come to that letter any more. Look at the list again.',
    )
  const key = templateOfLetter(letter, wordingOf(letter, due.row))
  const template = await templateOf(tx, { schoolId, key })
  if (template === undefined) return refused('messaging.no-template', 'There is no such template.')
  const merge = mergeOf(due, { school: found.school, ...body })
  const seen = await lookAtMessage(context, {
    schoolId,
    template,
    about: [pupilId],
    to,
    merge,
    channel: 'letter',
    supportShown: due.child.facts.supportShown,
  })
  if (!seen.ok) return seen
  const { channel, contactName, language, subject, body: words, notes, readingAge, findings } = seen.value
  return success({ channel, contactName, language, subject, body: words, notes, readingAge, findings })
}
