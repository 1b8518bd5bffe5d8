import { REASON_CLOCK } from '../../absence/reasons/turn-unexplained.ts'
import { longDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { meaningOf } from '../../law/codes.ts'
import { type Change, contactOf, type Evidence, type MessageSeen, markKey, type WarningSeen } from './evidence.ts'
import { sameNumber } from './services.ts'

/** What must hold at the end of each day, whatever families, staff and services did. Each gives what breaks it, naming child and day. */
export type Invariant = (evidence: Evidence) => readonly string[]

const nameIn = ({ children }: Evidence, id: PupilId) => children.find((child) => child.id === id)?.name ?? id
const when = ({ day, half }: Session) => `${longDay(day)}, ${half}`

/** A child who was away has a reason in the register, or somebody has the open duty to find one, or to take the register. */
export const noAbsenceWithoutOutcomeOrDuty: Invariant = (evidence) => {
  const open = new Set(evidence.duties.map(({ key }) => key))
  return evidence.sessions.flatMap((session) =>
    evidence.children.flatMap(({ id, name, form }) => {
      const code = evidence.marks.get(markKey(id, session))
      const wasAway = evidence.away.has(markKey(id, session))
      const at = `${session.day}:${session.half}`
      if (code === undefined && !open.has(`N1:${form}:${at}`) && !open.has(`N3:${form}:${at}`))
        return [`${name} has no mark on ${when(session)}, and no duty asks for the register`]
      if (code === 'N' && !open.has(`N4:${id}:${at}`))
        return [`${name} was away on ${when(session)} without a reason, and no duty asks for one`]
      if (wasAway && (code === '/' || code === '\\' || code === 'L'))
        return [`${name} was away on ${when(session)} and stands as ${code}`]
      return []
    }),
  )
}

/** When a message left the school, as far as anybody knows. */
function wentAt({ events }: MessageSeen): Moment | undefined {
  return events.find(({ kind }) => kind === 'handed-over' || kind === 'sent-by-hand' || kind === 'delivered')?.at
}

/** Nobody who must not be told got a message or a call about the child from the moment that the school knew; nor anybody without responsibility what only parents get. */
export const noContactWithBarred: Invariant = (evidence) => {
  const { barred, messages, contacts, taken } = evidence
  const numbers = barred.flatMap((one) => one.numbers.map((number) => ({ ...one, number })))
  const atNumbers = taken.flatMap(({ to }) => numbers.filter(({ number }) => sameNumber(number, to)))
  return [
    ...atNumbers.map(
      ({ pupilIds }) =>
        `a text reached the number of somebody barred from ${nameIn(evidence, pupilIds[0] ?? ('' as PupilId))}`,
    ),
    ...messages.flatMap((message) => {
      const went = wentAt(message)
      if (went === undefined) return []
      const isBarred = barred.some(
        ({ contactId, pupilIds, since }) =>
          contactId === message.contactId && went > since && message.pupilIds.some((id) => pupilIds.includes(id)),
      )
      const name = nameIn(evidence, message.pupilIds[0] ?? ('' as PupilId))
      if (isBarred) return [`somebody barred got “${message.template}” about ${name} on ${longDay(message.day)}`]
      const isForParents = ['reason-wanted', 'leave-decision'].includes(message.template)
      const isParent = message.pupilIds.every((id) => evidence.responsible.has(contactOf(id, message.contactId)))
      return isForParents && !isParent
        ? [`somebody without responsibility got “${message.template}” about ${name} on ${longDay(message.day)}`]
        : []
    }),
    ...contacts
      .filter(({ outcome }) => outcome !== 'not-sent')
      .filter(({ contactId, pupilId, at }) =>
        barred.some((one) => one.contactId === contactId && one.pupilIds.includes(pupilId) && at > one.since),
      )
      .map(
        ({ pupilId, day, channel }) =>
          `somebody barred was tried by ${channel} about ${nameIn(evidence, pupilId)} on ${longDay(day)}`,
      ),
  ]
}

const OF_THE_MORNING = ['first-day', 'absent-again', 'return-check']

/** A family gets one text of the morning about a child, and no contact two of any kind in a day but those about safety. */
export const noFamilyTextedTwice: Invariant = (evidence) => {
  const went = evidence.messages
    .filter((message) => message.channel !== 'letter' && !message.safety && wentAt(message) !== undefined)
    .filter(({ events }) => !events.some(({ kind }) => kind === 'failed'))
    .flatMap((message) => message.pupilIds.map((pupilId) => ({ ...message, pupilId })))
  const twice = (of: typeof went, key: (one: (typeof went)[number]) => string, words: string) =>
    [...Map.groupBy(of, key).values()].flatMap((all) => {
      const [first] = all
      if (first === undefined || all.length < 2) return []
      return [
        `${nameIn(evidence, first.pupilId)}: ${words} on ${longDay(first.day)} (${all.map(({ template }) => template).join(', ')})`,
      ]
    })
  const morning = went.filter(({ template }) => OF_THE_MORNING.includes(template))
  return [
    ...twice(morning, ({ pupilId, day }) => `${pupilId} ${day}`, 'the family was texted twice'),
    ...twice(
      went,
      ({ pupilId, day, contactId }) => `${pupilId} ${day} ${contactId}`,
      'one person was written to twice',
    ),
  ]
}

/** Each message stands where the services say that it does: none is lost, and none was sent twice. */
export const noMessageLostOrDoubled: Invariant = (evidence) => {
  const times = Map.groupBy(evidence.taken, ({ reference }) => reference)
  const known = new Set(evidence.messages.map(({ id }) => id))
  const doubled = [...times].flatMap(([reference, all]) => {
    const message = evidence.messages.find(({ id }) => id === reference)
    const name = nameIn(evidence, message?.pupilIds[0] ?? ('' as PupilId))
    if (!known.has(reference)) return [`a service has a message ${reference} that nobody here wrote`]
    return all.length > 1 ? [`the same message about ${name} went ${all.length} times on ${message?.day}`] : []
  })
  const lost = evidence.messages.flatMap((message) => {
    const last = message.events.findLast(({ kind }) => kind !== 'trying')?.kind
    const isOver = ['handed-over', 'delivered', 'failed', 'sent-by-hand', 'withdrawn', 'merged', 'lapsed'].includes(
      last ?? '',
    )
    const words = `the message about ${nameIn(evidence, message.pupilIds[0] ?? ('' as PupilId))} of ${longDay(message.day)}`
    if (!isOver && !message.isOpen) return [`${words} has not gone, and nobody is to send it`]
    const says = message.events.some(({ kind }) => kind === 'handed-over' || kind === 'delivered')
    if (says && !times.has(message.id)) return [`${words} stands as sent, and no service has it`]
    return []
  })
  return [...doubled, ...lost]
}

const covers = ({ from, to }: { from: Session; to: Session }, at: Session) =>
  compareSessions(from, at) <= 0 && compareSessions(at, to) <= 0

/** No mark turns unauthorised but after the family was told so: by a warning that reached them, or the refusal of leave. */
export const everyUnauthorisedWasToldFirst: Invariant = (evidence) =>
  evidence.changes.filter(isMadeUnauthorised).flatMap((change) => {
    const warned = evidence.warnings.filter(
      (one) => one.pupilId === change.pupilId && one.at < change.at && covers(one, change),
    )
    const refused = evidence.refusedLeave.some(
      (one) => one.pupilId === change.pupilId && one.at < change.at && covers(one, change),
    )
    const words = `${nameIn(evidence, change.pupilId)} became ${change.to} for ${when(change)} on ${longDay(schoolTime(change.at).day)}`
    if (refused && change.to === 'G') return []
    if (warned.length === 0) return [`${words} without a warning`]
    const isByClock = change.by === REASON_CLOCK.id
    return !isByClock || warned.some((one) => hasReached(evidence, one, change.at))
      ? []
      : [`${words}, and no warning had reached anybody`]
  })

function isMadeUnauthorised({ to, day, from }: Change): boolean {
  const meaning = to === undefined || to === from || to === 'N' || to === 'U' ? undefined : meaningOf(to, day)
  return meaning?.ok === true && meaning.value.unauthorised
}

/** A message had gone by then and has not failed; what was said or posted by hand has. */
function hasReached({ messages }: Evidence, warning: WarningSeen, by: Moment): boolean {
  const message = messages.find(({ cause }) => cause === `absence-warning:${warning.id}`)
  if (message === undefined || message.channel === 'letter') return true
  const went = wentAt(message)
  return went !== undefined && went < by && !message.events.some(({ kind, at }) => kind === 'failed' && at < by)
}

/** A family is told that a child is not in school only while the register says so. */
export const nobodyToldOfAChildInSchool: Invariant = (evidence) => {
  const changes = Map.groupBy(evidence.changes, ({ pupilId, day }) => `${pupilId} ${day}`)
  return evidence.messages
    .filter(({ template }) => OF_THE_MORNING.includes(template))
    .flatMap((message) => {
      const went = wentAt(message)
      if (went === undefined) return []
      return message.pupilIds.flatMap((id) => {
        const before = (changes.get(`${id} ${message.day}`) ?? []).filter(({ at }) => at < went)
        const stands = new Map(before.map(({ half, to }) => [half, to]))
        const last = [...stands.values()].at(-1)
        return last === 'N'
          ? []
          : [
              `the family of ${nameIn(evidence, id)} was told on ${longDay(message.day)} of an absence that stood as ${last}`,
            ]
      })
    })
}

/** What families report is answered in words; and nothing lies unread for more than two days of school. */
export const everyReportHasItsOutcome: Invariant = (evidence) => {
  const days = [...new Set(evidence.sessions.map(({ day }) => day))]
  const before = days.at(-3)
  return evidence.reports.flatMap(({ pupilId, state, outcome, receivedAt, lastStep }) => {
    const { day } = schoolTime(receivedAt)
    const words = `the report of ${longDay(day)} about ${nameIn(evidence, pupilId)}`
    if (outcome.trim() === '') return [`${words} has no outcome for the family`]
    return state === 'waiting' && before !== undefined && schoolTime(lastStep).day < before
      ? [`${words} still waits on ${longDay(evidence.today)}`]
      : []
  })
}

export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  noAbsenceWithoutOutcomeOrDuty,
  noContactWithBarred,
  noFamilyTextedTwice,
  noMessageLostOrDoubled,
  everyUnauthorisedWasToldFirst,
  nobodyToldOfAChildInSchool,
  everyReportHasItsOutcome,
}
