import { fileURLToPath } from 'node:url'
import { longDay } from '../../kernel/day.ts'
import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { schoolOf } from '../../roll/index.ts'
import { envelopesOf } from '../by-hand/list-outbox.ts'
import type * as contract from '../contract.ts'
import { withEvents } from '../queue/messages-about.ts'
import { notAnyMore } from '../queue/not-any-more.ts'
import { messagesById } from '../queue/store.ts'
import { LANGUAGES } from '../rules/languages.ts'

const set = typesetter(fileURLToPath(new URL('.', import.meta.url)))

/** Where the address may not be known to whoever prints, the letter says who takes it on. */
const BY_HAND = ['Address withheld.', 'Give this letter to the', 'designated safeguarding lead.']

/** Letters that wait to be posted, as one PDF. Printing changes nothing: that they were posted is ticked afterwards. */
export const printLetters: UseCase<typeof contract.printLetters> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId } = params
  const rows = await messagesById(tx, { schoolId, messageIds: body.messageIds })
  const known = await withEvents(tx, schoolId, rows)
  const toPrint = known.filter((one) => one.channel === 'letter' && one.state === 'to-print')
  const not = await notAnyMore(tx, { schoolId, now: context.now, messages: toPrint })
  const waiting = toPrint.filter((one) => !not.has(one.messageId))
  const school = await schoolOf(tx, schoolId)
  if (waiting.length === 0 || school === undefined)
    return refused(
      'messaging.no-letters',
      'None of these is a letter that waits to be printed. Look at the list again.',
    )
  const envelopes = await envelopesOf(context, schoolId, waiting)
  const letters = waiting.map((one) => {
    const envelope = envelopes.get(one.messageId)
    return {
      to:
        envelope?.state === 'shown'
          ? envelope.lines
          : [one.contactName, ...(envelope?.state === 'hidden' ? BY_HAND : [])],
      date: longDay(schoolTime(context.now).day),
      subject: one.subject,
      paragraphs: one.body.split(/\n{2,}/),
      language: one.language,
      rightToLeft: LANGUAGES.find(({ code }) => code === one.language)?.rightToLeft ?? false,
    }
  })
  context.audit({ facts: { letters: waiting.map((one) => one.messageId) } })
  const { lines, town, postcode } = school.address
  const data = {
    title: letters.length === 1 ? (letters[0]?.subject ?? '') : `${letters.length} letters`,
    school: { name: school.name, address: [...lines, town, postcode].join(', '), telephone: school.telephone },
    letters,
  }
  return success({ type: 'application/pdf', fileName: 'letters.pdf', content: () => set('letter', data) })
}
