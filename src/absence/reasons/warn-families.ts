import { longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { compareSessions } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { queueMessage } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { type ContactOfPupil, contactsOfPupils, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { spanInWords } from '../rules/outcome.ts'
import { answerBy } from '../rules/warned.ts'
import { causeOfWarning } from './reached-warnings.ts'
import { keepWarning } from './warnings.ts'

type Wish = Body<typeof contract.warnFamilies>
type ToWarn = Wish['pupils'][number]

/** Tells families, or writes down that they were told. Whoever cannot be told is left, and named: no mark of theirs turns unauthorised. */
export const warnFamilies: UseCase<typeof contract.warnFamilies> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx, now } = context
  if (body.channel !== 'message' && body.words === '')
    return refused('absence.words-wanted', 'Write down what you said, and what they answered.')
  if (body.pupils.some(({ from, to }) => compareSessions(to, from) < 0))
    return refused('absence.bad-period', 'The last session is before the first. Give them in order.')
  const pupilIds = body.pupils.map(({ pupilId }) => pupilId)
  const links = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds })
  const names = await namesOnRoll(tx, { schoolId, ids: pupilIds })
  const left: { pupilId: ToWarn['pupilId']; name: string; why: string }[] = []
  for (const one of body.pupils) {
    const name = names.get(one.pupilId) ?? 'A pupil who is not here'
    const told = await warn(context, { schoolId, body, one, name, links })
    if (!told.ok) left.push({ pupilId: one.pupilId, name, why: told.problem.message })
  }
  const [only] = pupilIds
  const warned = body.pupils.length - left.length
  context.audit({
    ...(pupilIds.length === 1 && only !== undefined ? { subject: only } : {}),
    facts: { warned, left: left.length, about: body.about, channel: body.channel },
  })
  return success({ warned, left })
}

async function warn(
  context: Context,
  of: { schoolId: SchoolId; body: Wish; one: ToWarn; name: string; links: readonly ContactOfPupil[] },
): Promise<Result<undefined>> {
  const { schoolId, body, one, name } = of
  const { tx, now, caller: by } = context
  const contact = whomToTell(of.links, one)
  if (contact === undefined)
    return refused(
      'absence.nobody-to-tell',
      'No parent or carer with responsibility for this child may be told. Look at the contacts.',
    )
  const decision = warningWords(body.about, { name, one })
  const sent = await send(context, { schoolId, body, one, decision, contact })
  if (!sent.ok) return sent
  await keepWarning(tx, {
    schoolId,
    id: one.warningId,
    pupilId: one.pupilId,
    from: one.from,
    to: one.to,
    about: body.about,
    contact: { id: contact.contactId, name: `${contact.forenames} ${contact.surname}` },
    channel: sent.value,
    words: body.channel === 'message' ? decision : body.words,
    at: now,
    by,
  })
  return success(undefined)
}

/** The contact that was named, or the first with responsibility; nobody who is barred or must not be told. */
function whomToTell(links: readonly ContactOfPupil[], one: ToWarn): ContactOfPupil | undefined {
  return links.find(
    (link) =>
      link.pupilId === one.pupilId &&
      link.mayBeTold &&
      !link.barred &&
      (one.contactId === undefined
        ? link.parentalResponsibility === 'yes' || link.isParent || link.livesWith
        : link.contactId === one.contactId),
  )
}

/** What becomes unauthorised, in plain words that blame nobody. */
export function warningWords(about: Wish['about'], of: { name: string; one: Pick<ToWarn, 'from' | 'to'> }): string {
  const span = spanInWords(of.one.from, of.one.to)
  if (about === 'no-evidence')
    return `We asked for something in writing about the absence of ${of.name} on ${span}. Without it, it will be recorded as unauthorised.`
  if (about === 'not-accepted')
    return `The reason you gave for the absence of ${of.name} on ${span} is not one that the school can authorise, so it will be recorded as unauthorised. Tell us if there is more that we should know.`
  return `We still have no reason for the absence of ${of.name} on ${span}. Without one, it will be recorded as unauthorised.`
}

/** How it was told. By hand, nothing is sent. */
async function send(
  context: Context,
  of: { schoolId: SchoolId; body: Wish; one: ToWarn; decision: string; contact: ContactOfPupil },
): Promise<Result<'text' | 'email' | 'letter' | 'phone' | 'in-person'>> {
  const { schoolId, body, one, decision, contact } = of
  if (body.channel !== 'message') return success(body.channel)
  const queued = await queueMessage(context.tx, {
    schoolId,
    template: 'reason-wanted',
    about: [one.pupilId],
    to: contact.contactId,
    merge: { decision, replyBy: longDay(answerBy(schoolTime(context.now).day)) },
    cause: causeOfWarning(one.warningId),
    now: context.now,
    by: context.caller,
  })
  return queued.ok ? success(queued.value.channel) : queued
}
