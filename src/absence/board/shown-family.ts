import { schoolDaysPassed } from '../../duties/contract.ts'
import type { ContactId, GroupId, PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type FlagKind, maySeeFlag, type Viewer } from '../../roll/contract.ts'
import type { ContactOfPupil } from '../../roll/index.ts'
import type { ShownChild, ShownContact, ShownFamily, ShownRung } from '../contract.ts'
import type { Followed, Morning } from '../following/read-morning.ts'
import type { Claim, KeptAct } from '../following/store.ts'
import { inShort } from '../rules/act-words.ts'
import { mayBeContacted, type RungStanding } from '../rules/ladder.ts'

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
    lastTry: history[0]?.at ?? null,
  }
}

function dueKey({ due }: ShownRung): string {
  return due === null ? '9' : `${due.day} ${due.time ?? '00:00'}`
}

function shownChild({ absent, chase }: Followed, { morning, names, groups, viewer }: FamilyShowing): ShownChild {
  const { pupil, since, halves, closes } = absent
  if (chase.state !== 'open' && chase.state !== 'reported' && chase.state !== 'paused')
    throw new RangeError('a chase that is over is no family’s to follow')
  return {
    pupilId: pupil.pupilId,
    name: names.get(pupil.pupilId) ?? '',
    groupName: pupil.groupId === null ? null : (groups.get(pupil.groupId) ?? null),
    yearGroup: pupil.yearGroup,
    flags: pupil.flags.filter((kind: FlagKind) => maySeeFlag(kind, viewer)),
    since,
    days: (schoolDaysPassed(morning.days, since, morning.today) ?? 0) + 1,
    halves: [...halves],
    closed: closes,
    state: chase.state,
    until: chase.state === 'paused' ? chase.until : null,
    expectedBack: chase.state === 'open' ? chase.expectedBack : null,
    rungs: chase.state === 'open' ? chase.rungs.map(shownRung) : [],
    answerToRead: chase.state === 'open' && chase.answerToRead,
  }
}

function shownRung({ number, step, state, due, isDue, left }: RungStanding): ShownRung {
  const { channel, to, section } = step
  return { number, channel, to, section, state, due, isDue, left: [...left] }
}

function contactsOf(members: readonly Followed[], { names, morning }: FamilyShowing): ShownContact[] {
  const byContact = Map.groupBy(
    members.flatMap(({ contacts }) => contacts),
    ({ contactId }) => contactId,
  )
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
      numbers: contact.phones.map(({ kind, number }) => ({ kind, number, wrong: wrong.has(number) })),
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

/** What was tried, the latest first; a call about brothers and sisters is one line. */
function historyOf(members: readonly Followed[], { names }: FamilyShowing): ShownFamily['history'] {
  const acts = members.flatMap((one) => one.acts)
  const byAct = Map.groupBy(acts, (act) => `${act.id} ${act.at}`)
  const lines = [...byAct.values()].flatMap((of) => {
    const [act] = of
    if (act === undefined) return []
    const about = of.map(({ pupilId }) => names.get(pupilId) ?? '').join(' and ')
    const { what, words } = inShort(act)
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
