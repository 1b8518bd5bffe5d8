import type { PersonId } from '../kernel/ids.ts'
import type { Because, Duty, DutyAsked, DutyRule, DutyRuleShown, DutyShown, DutySubject, Ended } from './contract.ts'
import { schoolDaysPassed } from './contract.ts'
import { codeShownTo, wordsShownTo } from './rules/seeing.ts'
import type { StandingDuty } from './rules/standing.ts'
import type { KeptAct } from './store.ts'
import type { Asking } from './viewer-of.ts'

/** What it takes to put a duty in front of somebody. */
export interface Showing {
  readonly asked: DutyAsked
  readonly asking: Asking
  /** Of pupils and groups, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<PersonId, string>
}

export function showRule(rule: DutyRule): DutyRuleShown {
  const { id, answers = [], title, source, sourceKind, clock, consequence, ends } = rule
  return {
    id,
    answers: [...answers],
    title,
    source: { source: source.source, verified: source.verified },
    sourceKind,
    clock,
    consequence,
    ends,
    ...(rule.first === undefined ? {} : { first: rule.first }),
  }
}

export function showDuty(standing: StandingDuty, showing: Showing): DutyShown {
  const { duty, state, overdue, snoozed, handedOver, ended } = standing
  return {
    key: duty.key,
    rule: duty.rule,
    source: duty.source ?? null,
    clock: duty.clock ?? null,
    subject: showSubject(duty.subject, showing),
    because: duty.because.map((one) => showBecause(one, showing)),
    from: duty.from,
    due: duty.due,
    schoolDaysLeft: daysLeft(standing, showing.asked),
    overdue,
    state,
    owner: showOwner(standing, showing),
    actions: duty.actions.map(({ label, to, params = {}, search = {} }) => ({ label, to, params, search })),
    snoozed: snoozed && {
      until: snoozed.until,
      reason: snoozed.reason,
      at: snoozed.at,
      by: nameOf(snoozed.by),
      beyondDue: snoozed.beyondDue,
    },
    handedOver: handedOver && { reason: handedOver.reason, at: handedOver.at, by: nameOf(handedOver.by) },
    ended: ended && showEnded(ended, showing),
  }
}

const nameOf = ({ name, position }: { readonly name: string; readonly position: string }) => ({ name, position })

function showSubject(subject: DutySubject, { names }: Showing): DutyShown['subject'] {
  const name = (id: string) => names.get(id) ?? ''
  if (subject.kind === 'school') return subject
  if (subject.kind === 'pupil') return { ...subject, name: name(subject.id) }
  if (subject.kind === 'contact') return { ...subject, name: name(subject.pupil) }
  const { groupId, session } = subject
  return { kind: 'register', groupId, ...session, name: name(groupId) }
}

function showBecause(one: Because, { asking }: Showing): DutyShown['because'][number] {
  return {
    day: one.day,
    half: one.half,
    code: codeShownTo(asking, one.code),
    words: one.words,
    confidential: wordsShownTo(asking, one.confidential),
  }
}

function showOwner({ owner }: StandingDuty, { asking, people }: Showing): DutyShown['owner'] {
  const mine = asking.isMine(owner)
  if (owner.kind === 'role') return { role: asking.roleNow(owner.role), people: [], mine }
  return { role: null, people: owner.people.flatMap((id) => people.get(id) ?? []).sort(), mine }
}

function showEnded(ended: Ended, { asking }: Showing): NonNullable<DutyShown['ended']> {
  const { how, words, at, by } = ended
  const code = codeShownTo(asking, ended.code ?? null)
  return { how, words, code, confidential: wordsShownTo(asking, ended.confidential), at, by }
}

/** School days that are left, where the clock counts them and the day is still to come. */
function daysLeft({ duty, rule }: StandingDuty, asked: DutyAsked): number | null {
  const clock = duty.clock ?? rule.clock
  if (clock?.unit !== 'school days' || duty.due?.kind !== 'by' || duty.due.day < asked.today) return null
  return schoolDaysPassed(asked.days, asked.today, duty.due.day) ?? null
}

/** A duty that somebody acted on and whose facts are gone: nobody would find it otherwise. */
export function showLeftOver(acts: readonly KeptAct[], rule: DutyRule, showing: Showing): DutyShown | undefined {
  const last = acts.at(-1)
  if (last === undefined) return undefined
  const done = acts.find(({ act }) => act.kind === 'done')
  const { key } = last.act
  const { subject, because, due } = last.seen
  const duty: Duty = {
    key,
    rule: rule.id,
    subject,
    because: because.map((one) => ({ ...one, code: null })),
    from: { day: showing.asked.today, time: null },
    due,
    actions: [],
  }
  const owner = { kind: 'role', role: rule.owner } as const
  const state = done === undefined ? 'withdrawn' : 'done'
  const plain = { duty, rule, state, overdue: false, owner, snoozed: null, handedOver: null, ended: null } as const
  return {
    ...showDuty(plain, showing),
    ended: {
      how: state,
      words: done === undefined ? 'What it followed from is no longer so' : 'Written down as done',
      code: null,
      confidential: wordsShownTo(showing.asking, done?.act.reason),
      at: done?.act.at ?? null,
      by: done === undefined ? null : nameOf(done.act.by),
    },
  }
}
