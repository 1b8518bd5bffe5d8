import { longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { whyNotTold } from '../../messaging/contract.ts'
import { queueMessage } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { readStrips } from '../../register/index.ts'
import { type ContactOfPupil, contactsOfPupils, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { reportsOf } from '../reports/look-at-reports.ts'
import { codeIn } from '../reports/sessions-of.ts'
import { spanInWords } from '../rules/outcome.ts'
import { coversSession } from '../rules/report.ts'
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
  const isKnown = await knownAbsences(context, { schoolId, body })
  const left: { pupilId: ToWarn['pupilId']; name: string; why: string }[] = []
  for (const one of body.pupils) {
    const name = names.get(one.pupilId) ?? 'A pupil who is not here'
    const told = await warn(context, { schoolId, body, one, name, links, isKnown })
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
  of: {
    schoolId: SchoolId
    body: Wish
    one: ToWarn
    name: string
    links: readonly ContactOfPupil[]
    isKnown: (one: ToWarn) => boolean
  },
): Promise<Result<undefined>> {
  const { schoolId, body, one, name } = of
  const { tx, now, caller: by } = context
  if (!of.isKnown(one))
    return refused(
      'absence.not-missed',
      'The last of these sessions is no absence that the family can be told of yet. A warning is about what was missed.',
    )
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

/**
 * Whether an absence is one that the family can be told of: nobody is told in advance of days that nobody has missed, for then the clock
 * would turn them unauthorised one by one. What a family reported for days to come may be refused before it.
 */
async function knownAbsences(
  { tx }: Context,
  { schoolId, body }: { schoolId: SchoolId; body: Wish },
): Promise<(one: ToWarn) => boolean> {
  const pupilIds = body.pupils.map(({ pupilId }) => pupilId)
  const days = body.pupils.map(({ to }) => to.day).toSorted()
  const strips = new Map<SchoolYear, Awaited<ReturnType<typeof readStrips>>>()
  for (const year of new Set(days.map(schoolYearOf)))
    strips.set(year, await readStrips(tx, { schoolId, year, pupilIds }))
  const reports =
    body.about === 'no-reason' ? [] : await reportsOf(tx, { schoolId, pupilIds, from: days[0], to: days.at(-1) })
  return ({ pupilId, to }) => {
    const code = codeIn(strips.get(schoolYearOf(to.day))?.get(pupilId), to)
    if (body.about === 'no-reason') return code === 'N'
    return (
      code !== null ||
      reports.some((one) => one.pupilId === pupilId && one.state !== 'set aside' && coversSession(one, to))
    )
  }
}

/** The contact that was named, or the first: with responsibility for the child, for a neighbour who was told is no family that was. */
function whomToTell(links: readonly ContactOfPupil[], one: ToWarn): ContactOfPupil | undefined {
  return links.find(
    (link) =>
      link.pupilId === one.pupilId &&
      (one.contactId === undefined || link.contactId === one.contactId) &&
      whyNotTold(link, 'parent') === undefined,
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
