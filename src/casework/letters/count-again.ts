import type { PupilId } from '../../kernel/ids.ts'
import type { MergeValues } from '../../messaging/contract.ts'
import { FIGURE_FIELDS, tellsFigures } from '../../messaging/contract.ts'
import type { AskOvertaken } from '../../messaging/index.ts'
import { absentOf, countUp } from '../rules/letters/counted.ts'
import { kindOfTemplate, RUNGS, templateOfLetter } from '../rules/letters/ladder.ts'
import { nextLetter } from '../rules/letters/next-letter.ts'
import { historyWithout, missedNow, whyNotAnyMore } from '../rules/letters/still-fits.ts'
import { UNEXPLAINED_FLAG, unexplainedSince, unexplainedStretches } from '../rules/letters/unexplained.ts'
import {
  type ChildOnLadder,
  dayWithoutWeekday,
  figureFields,
  figuresOfChild,
  readLadder,
  type SchoolLadder,
  type WrittenLetter,
} from './read-ladder.ts'
import { type KeptLetter, letterOfCause } from './store.ts'

type Waiting = Parameters<AskOvertaken>[1]['messages'][number]
type SaysNow = { readonly why: string; readonly left: readonly PupilId[] } | { readonly merge: MergeValues }

const stop = (why: string): SaysNow => ({ why, left: [] })

/**
 * What letters and e-mails that wait say of a child's days, counted again from the registers as they go; why one does not go where it fits no
 * more. Also those that somebody wrote beside the list of letters.
 */
export const overtakenLetters: AskOvertaken = async (tx, { schoolId, now, messages }) => {
  const counted = messages.filter(({ cause, merge }) => letterOfCause(cause) !== undefined || tellsFigures(merge))
  if (counted.length === 0) return new Map()
  const pupilIds = [...new Set(counted.flatMap((one) => one.pupilIds))]
  const school = await readLadder(tx, { schoolId, now, pupilIds })
  const children = new Map(school.children.map((child) => [child.enrolled.pupilId, child]))
  return new Map(
    counted.flatMap((one) => {
      const says = saysNow(one, { school, children })
      return says === undefined ? [] : [[one.messageId, says] as const]
    }),
  )
}

function saysNow(
  message: Waiting,
  { school, children }: { school: SchoolLadder; children: ReadonlyMap<PupilId, ChildOnLadder> },
): SaysNow | undefined {
  const [pupilId, ...others] = message.pupilIds
  const child = pupilId === undefined ? undefined : children.get(pupilId)
  if (others.length > 0) return stop('It tells the figures of one child, and is about several. Write about each child.')
  if (child === undefined) return stop('The child is not on roll any more. Take it back.')
  const letterId = letterOfCause(message.cause)
  const written = child.letters.find(({ letter }) => letterId !== undefined && letter?.letterId === letterId)?.letter
  return written == null ? beside(message, { school, child }) : ofLadder(message, { school, child, written })
}

/**
 * A letter of the list goes while it is what comes next for the child, as though it had never been written, and while nobody looks for the child:
 * days that nobody has explained since it was written stop it.
 */
function ofLadder(
  { merge }: Waiting,
  of: { school: SchoolLadder; child: ChildOnLadder; written: KeptLetter },
): SaysNow {
  const { school, child, written } = of
  const { facts } = child
  const history = historyWithout(child.history, written)
  const next = nextLetter(history, facts, school.ladder)
  const why = whyNotAnyMore(written, { facts, next })
  if (why !== undefined) return stop(why)
  const lost = lookedFor(child, school, written)
  if (lost !== undefined) return stop(lost)
  const last = history.filter(({ state }) => state === 'gone').at(-1)
  return {
    merge: {
      ...merge,
      ...figuresAsFields({ ...child, next }, school),
      ...(last === undefined ? {} : { writtenOn: dayWithoutWeekday(last.day) }),
    },
  }
}

function lookedFor(
  { enrolled: { strip, onRoll } }: ChildOnLadder,
  { year }: SchoolLadder,
  letter: Parameters<typeof unexplainedSince>[1],
): string | undefined {
  return unexplainedSince(unexplainedStretches(strip, { year, ...onRoll }), letter)
}

/** Why a letter that waits does not go as it is; undefined where it fits. */
export function whyStopped(
  child: ChildOnLadder,
  { school, waiting }: { school: SchoolLadder; waiting: WrittenLetter },
): string | undefined {
  const { letter, messages } = waiting
  const [copy] = messages
  if (copy === undefined) return undefined
  const says = letter === null ? beside(copy, { school, child }) : ofLadder(copy, { school, child, written: letter })
  return says !== undefined && 'why' in says ? says.why : undefined
}

/** What the fields of a letter come to that is counted from the registers. */
export function figuresAsFields(child: ChildOnLadder, { until, today }: SchoolLadder): MergeValues {
  const figures = figuresOfChild(child, until ?? today)
  return figureFields({ counted: figures, from: figures.from, until: figures.until, facts: child.facts })
}

/**
 * One that somebody wrote beside the list is that person's decision; but nobody is written to about days that were not missed, nor in the words of
 * the ladder while nobody knows where the child has been since: what was so before, the writer could see.
 */
function beside(
  { merge, templateKey, day }: Waiting,
  { school, child }: { school: SchoolLadder; child: ChildOnLadder },
): SaysNow | undefined {
  const { facts } = child
  const counted = countUp(facts.sessions)
  const kind = kindOfTemplate(templateKey)
  const isOfLadder = RUNGS.some((rung) => rung === kind)
  const isAboutAbsence = isOfLadder && templateKey !== templateOfLetter('first', 'late')
  if (isAboutAbsence && absentOf(counted) === 0)
    return stop(`${missedNow(facts)}: this letter no longer fits. Take it back.`)
  if (merge.replyBy !== undefined && !/\d/.test(merge.replyBy))
    return stop(`It asks for an answer by “${merge.replyBy}”, which is no date. Take it back, and write it anew.`)
  const lost = isOfLadder ? lookedFor(child, school, { day, flagsSeen: [UNEXPLAINED_FLAG] }) : undefined
  if (lost !== undefined) return stop(lost)
  const from = facts.sessions[0]?.day ?? school.today
  const now = figureFields({ counted, from, until: school.until ?? school.today, facts })
  const told = FIGURE_FIELDS.filter((name) => merge[name] !== undefined)
  return { merge: { ...merge, ...Object.fromEntries(told.map((name) => [name, now[name]])) } }
}
