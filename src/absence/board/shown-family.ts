import { schoolDaysPassed } from '../../duties/contract.ts'
import type { ContactId, GroupId, PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { isSharedWithBarred } from '../../messaging/contract.ts'
import { type FlagKind, maySeeFlag, type Viewer } from '../../roll/contract.ts'
import type { ContactOfPupil } from '../../roll/index.ts'
import type { ShownChild, ShownContact, ShownFamily, ShownRung } from '../contract.ts'
import type { Followed, Morning } from '../following/read-morning.ts'
import type { Claim, KeptAct } from '../following/store.ts'
import { inShort } from '../rules/act-words.ts'
import type { ChaseAct } from '../rules/chase-acts.ts'
import { isForRole, mayBeContacted, type RungStanding } from '../rules/ladder.ts'
import { LEAD } from '../rules/rung-words.ts'

/** What is needed to show families to one reader. */
export interface FamilyShowing {
  readonly morning: Morning
  readonly names: ReadonlyMap<string, string>
  readonly groups: ReadonlyMap<GroupId, string>
  readonly claims: ReadonlyMap<PupilId, Claim>
  readonly viewer: Viewer
  readonly callerId: string
}

const MOST_HISTORY = 15

export function shownFamily(members: readonly Followed[], showing: FamilyShowing): ShownFamily {
  const children = members.map((one) => shownChild(one, showing))
  const [first] = children
  if (first === undefined) throw new RangeError('a family without a child')
  const next = children
    .flatMap(({ rungs, state }) => (state === 'open' ? rungs.filter((rung) => rung.state === 'next') : []))
    .toSorted((one, other) => dueKey(one).localeCompare(dueKey(other)))[0]
  const history = historyOf(members, showing)
  return {
    key: first.pupilId,
    children,
    contacts: contactsOf(members, showing),
    history,
    ringing: ringing(members, showing),
    next: next ?? null,
    lastTry: lastTryOf(members),
  }
}

function dueKey({ due }: ShownRung): string {
  return due === null ? '9' : `${due.day} ${due.time ?? '00:00'}`
}

function shownChild({ absent, chase, alone }: Followed, { morning, names, groups, viewer }: FamilyShowing): ShownChild {
  const { pupil, since, away, halves, closes } = absent
  if (chase.state !== 'open' && chase.state !== 'reported' && chase.state !== 'paused')
    throw new RangeError('a chase that is over is no family’s to follow')
  return {
    pupilId: pupil.pupilId,
    name: names.get(pupil.pupilId) ?? '',
    groupName: pupil.groupId === null ? null : (groups.get(pupil.groupId) ?? null),
    yearGroup: pupil.yearGroup,
    flags: pupil.flags.filter((kind: FlagKind) => maySeeFlag(kind, viewer)),
    homeAlone: alone,
    since,
    days: (schoolDaysPassed(morning.days, since, morning.today) ?? 0) + 1,
    away: { since: away.since, days: away.days },
    halves: [...halves],
    closed: closes,
    state: chase.state,
    until: chase.state === 'paused' ? chase.until : null,
    expectedBack: chase.state === 'open' ? chase.expectedBack : null,
    rungs: chase.state === 'open' ? shownRungs(chase.rungs, viewer) : [],
    answerToRead: chase.state === 'open' && chase.answerToRead,
  }
}

/**
 * The ladder of a child at risk is another one: laid beside the others it says who is on a plan. Who may not know reads the next rung alone,
 * and of one that asks somebody with a role, that the safeguarding lead knows it.
 */
function shownRungs(rungs: readonly RungStanding[], { sensitive }: Viewer): ShownRung[] {
  if (sensitive) return rungs.map(shownRung)
  return rungs
    .filter(({ state }) => state === 'next')
    .map((rung): ShownRung => {
      const plain = { ...shownRung(rung), number: 1, section: '' }
      return isForRole(rung.step) ? { ...plain, channel: 'call', to: LEAD } : plain
    })
}

/** What was done, without which agency was asked where that says something of the child. */
export function shownAct(act: ChaseAct, { sensitive }: Viewer): ReturnType<typeof inShort> {
  const ofAgency =
    act.kind === 'handed-over' ? act.to === 'social worker' : act.kind === 'attempt' && act.whom === 'social worker'
  return ofAgency && !sensitive ? { what: 'The safeguarding lead knows what was done', words: '' } : inShort(act)
}

function shownRung({ number, step, state, due, isDue, left, waits }: RungStanding): ShownRung {
  const { channel, to, section } = step
  return { number, channel, to, section, state, due, isDue, left: [...left], waits }
}

function contactsOf(members: readonly Followed[], { names, morning }: FamilyShowing): ShownContact[] {
  const contacts = members.flatMap((one) => one.contacts)
  const byContact = Map.groupBy(contacts, ({ contactId }) => contactId)
  const acts = members.flatMap((one) => one.acts)
  const wrong = new Set(
    acts.flatMap((act) => (act.kind === 'attempt' && act.outcome === 'wrong-number' ? [act.address] : [])),
  )
  return [...byContact.values()].flatMap((links) => {
    const [contact] = links
    if (contact === undefined) return []
    return {
      contactId: contact.contactId,
      name: `${contact.title} ${fullName(contact.forenames, contact.surname)}`.trim(),
      relationship: [...new Set(links.map(({ relationship }) => relationship))].join(', '),
      numbers: contact.phones
        .map(({ kind, number }) => ({
          kind,
          number,
          wrong: wrong.has(number),
          alsoBarred: isSharedWithBarred('text', number, { to: contact.contactId, contacts }),
        }))
        .toSorted((one, other) => Number(one.alsoBarred) - Number(other.alsoBarred)),
      language: contact.language,
      interpreter: contact.interpreter,
      emergency: links.some(({ emergency }) => emergency),
      livesWith: links.some(({ livesWith }) => livesWith),
      about: links.filter(mayBeContacted).map(({ pupilId }) => pupilId),
      warning: warningOf(links, names),
      triesToday: triesOf(acts, contact.contactId, morning.today),
    }
  })
}

function triesOf(acts: readonly KeptAct[], contactId: ContactId, today: string): number {
  const tries = acts.filter(
    (act) => act.kind === 'attempt' && act.channel === 'call' && act.day === today && act.contactId === contactId,
  )
  return new Set(tries.map(({ id }) => id)).size
}

function warningOf(links: readonly ContactOfPupil[], names: ReadonlyMap<string, string>): string {
  const of = (which: readonly ContactOfPupil[]) => which.map(({ pupilId }) => names.get(pupilId) ?? '').join(' and ')
  const barred = links.filter((link) => link.barred)
  if (barred.length > 0) return `Must not be told anything about ${of(barred)}.`
  const untold = links.filter((link) => !link.mayBeTold)
  if (untold.length > 0) return `Is not told about absence of ${of(untold)}.`
  return links[0]?.phones.length === 0 ? 'No telephone number is known.' : ''
}

/** When the family was last tried; a text that has not gone tried nobody. */
function lastTryOf(members: readonly Followed[]): Moment | null {
  const tried = members.flatMap(({ acts }) => acts.filter((act) => act.kind !== 'attempt' || act.waits === undefined))
  return tried.reduce<Moment | null>((last, { at }) => (last === null || at > last ? at : last), null)
}

/** What was tried, the latest first; a call about brothers and sisters is one line. */
function historyOf(members: readonly Followed[], { names, viewer }: FamilyShowing): ShownFamily['history'] {
  const acts = members.flatMap((one) => one.acts)
  const byAct = Map.groupBy(acts, (act) => `${act.id} ${act.at}`)
  const lines = [...byAct.values()].flatMap((of) => {
    const [act] = of
    if (act === undefined) return []
    const about = of.map(({ pupilId }) => names.get(pupilId) ?? '').join(' and ')
    const { what, words } = shownAct(act, viewer)
    const contactId = act.kind === 'attempt' ? act.contactId : null
    return [{ what, words, at: act.at, day: act.day, by: act.by, contactId, about }]
  })
  return lines.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)).slice(0, MOST_HISTORY)
}

function ringing(members: readonly Followed[], showing: FamilyShowing): ShownFamily['ringing'] {
  const { claims, callerId, morning } = showing
  const held = members.flatMap(({ absent }) => claims.get(absent.pupil.pupilId) ?? [])
  const claim = held.find(({ until }) => until > (morning.now as Moment))
  return claim === undefined ? null : { name: claim.name, until: claim.until, mine: claim.by === callerId }
}
