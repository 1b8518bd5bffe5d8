import { longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import { envelopesOf } from '../by-hand/list-outbox.ts'
import type { MessageToDo } from '../contract/messages.ts'
import type * as contract from '../contract.ts'
import { ownLayout } from '../layouts/store.ts'
import { type KnownMessage, withEvents } from '../queue/messages-about.ts'
import { notAnyMore } from '../queue/not-any-more.ts'
import { keepEvent, messagesById } from '../queue/store.ts'
import { LANGUAGES } from '../rules/languages.ts'
import type { LettersData } from '../rules/letter-layout.ts'
import { saidAndSigned } from '../rules/paper/signed.ts'
import type { AskOvertaken } from '../sending/hindrance.ts'
import { countNow } from './count-now.ts'
import { setLetters } from './set-letters.ts'

/** Where the address may not be known to whoever prints, the letter says who takes it on. */
const BY_HAND = ['Address withheld.', 'Give this letter to the', 'designated safeguarding lead.']

/**
 * Letters that wait to be posted, as one PDF. Each says what is true as it is printed: its figures are counted again, and one that fits no more
 * is left out; which are in it is kept. That they were posted is ticked afterwards, of those alone.
 */
export const printLetters =
  (overtaken: AskOvertaken): UseCase<typeof contract.printLetters> =>
  async (context, { params, body }) => {
    const { tx } = context
    const { schoolId } = params
    const found = await messagesById(tx, { schoolId, messageIds: body.messageIds })
    // In the order asked for: those for one envelope lie next to each other.
    const rows = [...new Set(body.messageIds)].flatMap((id) => found.find(({ messageId }) => messageId === id) ?? [])
    const known = await withEvents(tx, schoolId, rows)
    const toPrint = known.filter((one) => one.channel === 'letter' && one.state === 'to-print')
    const not = await notAnyMore(tx, { schoolId, now: context.now, messages: toPrint })
    const may = toPrint.filter((one) => !not.has(one.messageId))
    const counted = [
      ...(await countNow(context, { schoolId, messages: may, overtaken })),
      ...toPrint
        .flatMap((letter) => ({ letter, why: not.get(letter.messageId) ?? '' }))
        .filter(({ why }) => why !== ''),
    ]
    const waiting = counted.flatMap((one) => ('why' in one ? [] : [one.letter]))
    const stopped = counted.flatMap((one) => ('why' in one ? [one] : []))
    const school = await schoolOf(tx, schoolId)
    if (waiting.length === 0 && stopped.length > 0)
      return refused(
        'messaging.letters-stopped',
        `Nothing was printed. ${stopped.map(({ letter, why }) => `${letter.contactName}: ${why}`).join(' ')}`,
      )
    if (waiting.length === 0 || school === undefined)
      return refused(
        'messaging.no-letters',
        'None of these is a letter that waits to be printed. Look at the list again.',
      )
    await notePrint(context, { schoolId, printed: waiting, stopped })
    const envelopes = await envelopesOf(context, schoolId, waiting)
    const date = longDay(schoolTime(context.now).day)
    const letters = waiting.map((one) => asSet(one, { envelope: envelopes.get(one.messageId), date, school }))
    context.audit({ facts: { letters: waiting.map((one) => one.messageId), stopped: stopped.length } })
    const { lines, town, postcode } = school.address
    const own = await ownLayout(tx, schoolId)
    const data: LettersData = {
      title: letters.length === 1 ? (letters[0]?.subject ?? '') : `${letters.length} letters`,
      school: { name: school.name, address: [...lines, town, postcode].join(', '), telephone: school.telephone },
      bothSides: body.sides === 'both',
      letters,
    }
    return success({ type: 'application/pdf', fileName: 'letters.pdf', content: () => setLetters(data, own) })
  }

/** What is in the PDF, and what was left out of it: only of the former it can be said that they are posted. */
async function notePrint(
  { tx, now: at, caller: by }: Pick<Context, 'tx' | 'now' | 'caller'>,
  of: {
    schoolId: SchoolId
    printed: readonly KnownMessage[]
    stopped: readonly { readonly letter: KnownMessage; readonly why: string }[]
  },
): Promise<void> {
  const { schoolId } = of
  for (const { messageId } of of.printed) await keepEvent(tx, { schoolId, messageId, kind: 'printed', at, by })
  for (const { letter, why } of of.stopped)
    await keepEvent(tx, { schoolId, messageId: letter.messageId, kind: 'left-out', at, facts: { why }, by })
}

function asSet(
  letter: KnownMessage,
  of: { envelope: MessageToDo['envelope'] | undefined; date: string; school: { readonly name: string } },
): LettersData['letters'][number] {
  const { contactName, subject, language } = letter
  const { envelope, date, school } = of
  const handedOn = envelope?.state === 'hidden' ? BY_HAND : []
  return {
    to: envelope?.state === 'shown' ? envelope.lines : [contactName, ...handedOn],
    date,
    subject,
    ...saidAndSigned(letter.body, { name: letter.byName, position: letter.byPosition }, school.name),
    language,
    rightToLeft: LANGUAGES.find(({ code }) => code === language)?.rightToLeft ?? false,
  }
}
