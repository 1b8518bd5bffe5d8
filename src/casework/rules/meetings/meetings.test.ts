import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import { type Moment, type TimeOfDay, timeOfDay } from '../../../kernel/time-of-day.ts'
import type { Participant } from '../../contract/entries/meetings.ts'
import { ENTRY_BODIES, type Entry, type NewEntry } from '../../contract/entry.ts'
import { actionsOf, carriedInWords, openActions } from './actions-of.ts'
import { meetingsOf, unanswered } from './meetings-of.ts'
import { partMoved } from './school-meeting.ts'
import { guestsOf, notToBeInvited, type PossibleGuest } from './who-is-invited.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const MOTHER: Participant = { id: id(900), who: 'contact', name: 'Ms Khan', as: 'Mother' }
const NURSE: Participant = { id: id(901), who: 'professional', name: 'Mr Boateng', as: 'School nurse' }
const AT = { day: day('2026-12-01'), time: timeOfDay('09:00'), minutes: 30, place: 'Library', link: null }
type Body = { [K in NewEntry['kind']]: { kind: K; body: Extract<NewEntry, { kind: K }>['body'] } }[NewEntry['kind']]

const calls = (n: number): Body => ({
  kind: 'meeting-called',
  body: {
    ...AT,
    meetingId: id(n),
    kind: 'school attendance',
    invited: [MOTHER, NURSE],
    about: 'What would help',
    replyBy: day('2026-11-27'),
    partOf: null,
  },
})
const moves = (n: number): Body => ({
  kind: 'meeting-moved',
  body: { ...AT, day: day('2026-12-03'), meetingId: id(n), because: 'The nurse cannot come' },
})
const answers = (n: number, of = MOTHER.id): Body => ({
  kind: 'meeting-answered',
  body: { meetingId: id(n), of, answer: 'coming', words: '', through: 'family page' },
})
const cancels = (n: number): Body => ({ kind: 'meeting-cancelled', body: { meetingId: id(n), because: 'Snow' } })
const holds = (n: number): Body => ({
  kind: 'meeting-held',
  body: { meetingId: id(n), came: [MOTHER], words: 'We spoke.', decisions: [], lead: null },
})
const sets = (n: number, meeting: number | null): Body => ({
  kind: 'action-set',
  body: {
    actionId: id(n),
    what: `Action ${n}`,
    owner: NURSE,
    due: day('2026-12-10'),
    meetingId: meeting === null ? null : id(meeting),
  },
})
const does = (n: number): Body => ({ kind: 'action-done', body: { actionId: id(n), words: 'Rang' } })
const drops = (n: number): Body => ({ kind: 'action-dropped', body: { actionId: id(n), because: 'Not needed' } })

function written(bodies: readonly Body[]): readonly Entry[] {
  return bodies.map(
    ({ kind, body }, at) =>
      ({
        kind,
        body: ENTRY_BODIES[kind].parse(body),
        number: at + 1,
        day: day('2026-11-23'),
        at: `2026-11-23T09:00:00.${String(at).padStart(3, '0')}Z` as Moment,
        by: { name: 'Ada Reed', position: 'Attendance officer' },
        restricted: false,
      }) as Entry,
  )
}

describe('meetings of a case', () => {
  it('is called, moved, answered and held', () => {
    const [meeting] = meetingsOf(written([calls(1), answers(1), moves(1), answers(1, NURSE.id), holds(1), cancels(1)]))
    expect(meeting).toMatchObject({ day: '2026-12-03', changes: 1, state: 'held', cancelled: null })
    expect(meeting?.answers.map(({ of }) => of)).toEqual([NURSE.id])
    expect(meeting?.record?.came).toEqual([MOTHER])
  })

  it('an answer from before it was moved is asked for again', () => {
    const before = meetingsOf(written([calls(1), answers(1)]))
    const after = meetingsOf(written([calls(1), answers(1), moves(1)]))
    expect(before.flatMap(unanswered)).toEqual([NURSE])
    expect(after.flatMap(unanswered)).toEqual([MOTHER, NURSE])
  })

  it('nobody answers who was not invited, and nothing happens to a meeting that was never called', () => {
    expect(meetingsOf(written([calls(1), answers(1, id(77))]))[0]?.answers).toEqual([])
    expect(meetingsOf(written([holds(2), answers(2), moves(2)]))).toEqual([])
  })

  it('what is kept apart is read only with the restricted entry, and without it nothing tells that it is there', () => {
    const minutes: Body = { kind: 'meeting-minutes', body: { meetingId: id(1), words: 'A disclosure.' } }
    const apart = written([minutes]).map((one) => ({ ...one, restricted: true }))
    const open = written([calls(1), holds(1)])
    expect(meetingsOf(open)[0]?.record).toMatchObject({ words: 'We spoke.', apart: [] })
    expect(Object.keys(open[1]?.body ?? {}).toSorted()).toEqual(['came', 'decisions', 'lead', 'meetingId', 'words'])
    // Both orders: entries that are kept apart have numbers of their own.
    for (const entries of [
      [...open, ...apart],
      [...apart, ...open],
    ])
      expect(meetingsOf(entries)[0]?.record).toMatchObject({ words: 'We spoke.', apart: [{ words: 'A disclosure.' }] })
  })
})

describe('minutes that were wrong', () => {
  const corrects = (n: number): Body => ({
    kind: 'meeting-corrected',
    body: { meetingId: id(n), came: [], words: 'We agreed nothing.', decisions: ['Meet again'], because: 'Mixed up' },
  })
  it('are corrected and stay to be read; what was never held has nothing to correct', () => {
    const [meeting] = meetingsOf(written([calls(1), corrects(1), holds(1), corrects(1)]))
    expect(meeting?.record).toMatchObject({ came: [], words: 'We agreed nothing.', decisions: ['Meet again'] })
    expect(meeting?.record?.before).toMatchObject([{ came: [MOTHER], words: 'We spoke.', because: 'Mixed up' }])
    expect(meetingsOf(written([calls(1), corrects(1)]))[0]).toMatchObject({ state: 'called', record: null })
  })
})

describe('the part of one child in a meeting that moves', () => {
  const whole = { ...AT, time: '09:00' as TimeOfDay, minutes: 120 }
  const to = { ...whole, day: day('2026-12-08'), time: '13:30' as TimeOfDay }
  const CASES = [
    ['begins as long after it as before', { time: '09:40', minutes: 20 }, {}, { time: '14:10', minutes: 20 }],
    ['keeps its room while the whole stays', { place: 'Room 4' }, {}, { place: 'Room 4', time: '13:30' }],
    ['goes along where the whole goes', { place: 'Room 4' }, { place: 'Online' }, { place: 'Online' }],
    ['begins with it where the day is too short', { time: '23:00' }, {}, { time: '13:30' }],
  ] as const
  it.each(CASES.map(([what, part, more, expected]) => ({ what, part, more, expected })))(
    '$what',
    ({ part, more, expected }) => {
      const moved = partMoved({ ...whole, ...part } as typeof whole, { from: whole, to: { ...to, ...more } })
      expect(moved).toMatchObject({ day: '2026-12-08', ...expected })
    },
  )
})

const anything = fc.array(
  fc.oneof(
    ...[calls, moves, answers, cancels, holds].map((of) => fc.integer({ min: 1, max: 4 }).map((n) => of(n))),
    fc.tuple(fc.integer({ min: 11, max: 15 }), fc.integer({ min: 1, max: 4 })).map(([n, at]) => sets(n, at)),
    ...[does, drops].map((of) => fc.integer({ min: 11, max: 15 }).map((n) => of(n))),
  ),
  { maxLength: 40 },
)

describe('whatever is written down in whatever order', () => {
  it('a meeting is held or cancelled once, by the first that was written down', () => {
    fc.assert(
      fc.property(anything, (bodies) => {
        for (const meeting of meetingsOf(written(bodies))) {
          const called = bodies.findIndex((one) => one.kind === 'meeting-called' && isOf(one, meeting.meetingId))
          const first = bodies
            .slice(called)
            .find(
              (one) =>
                (one.kind === 'meeting-held' || one.kind === 'meeting-cancelled') && isOf(one, meeting.meetingId),
            )
          const state = first === undefined ? 'called' : first.kind === 'meeting-held' ? 'held' : 'cancelled'
          expect(meeting.state).toBe(state)
          expect(meeting.record !== null).toBe(state === 'held')
        }
      }),
    )
  })

  it('an action is never lost: it is open until it is done or dropped', () => {
    fc.assert(
      fc.property(anything, (bodies) => {
        const actions = actionsOf(written(bodies))
        const set = new Set(bodies.flatMap((one) => (one.kind === 'action-set' ? [one.body.actionId] : [])))
        expect(new Set(actions.map(({ actionId }) => actionId))).toEqual(set)
        for (const { actionId, state } of actions) {
          const from = bodies.findIndex((one) => one.kind === 'action-set' && one.body.actionId === actionId)
          const ends = bodies
            .slice(from)
            .find(
              (one) => (one.kind === 'action-done' || one.kind === 'action-dropped') && one.body.actionId === actionId,
            )
          expect(state).toBe(ends === undefined ? 'open' : ends.kind === 'action-done' ? 'done' : 'dropped')
        }
        expect(openActions(written(bodies)).length).toBe(actions.filter(({ state }) => state === 'open').length)
      }),
    )
  })

  it('what was written later never takes back what was done, nor makes an action be carried over less', () => {
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        const later = new Map(actionsOf(written([...before, ...after])).map((one) => [one.actionId, one]))
        for (const action of actionsOf(written(before))) {
          const now = later.get(action.actionId)
          expect(now?.carried).toBeGreaterThanOrEqual(action.carried)
          if (action.state !== 'open') expect(now).toEqual(action)
        }
      }),
    )
  })
})

function isOf(one: Body, meetingId: string): boolean {
  return 'meetingId' in one.body && one.body.meetingId === meetingId
}

describe('actions carry forward', () => {
  it('counts the meetings at which it was still open, without the one that agreed it', () => {
    const [action] = actionsOf(
      written([calls(1), sets(11, 1), holds(1), calls(2), holds(2), holds(2), cancels(3), calls(3), does(11)]),
    )
    expect(action).toMatchObject({ carried: 1, state: 'done', ended: { words: 'Rang' } })
    expect([0, 1, 3].map((carried) => carriedInWords({ carried }))).toEqual([
      '',
      'carried over once',
      'carried over 3 times',
    ])
  })
})

const guest = fc.record({
  contactId: fc.integer({ min: 900, max: 906 }).map((n) => id(n) as ContactId),
  pupilId: fc.constant(id(1) as PupilId),
  relationship: fc.constant('Mother'),
  title: fc.constant('Ms'),
  forenames: fc.constant('A'),
  surname: fc.constant('Khan'),
  isParent: fc.boolean(),
  parentalResponsibility: fc.constantFrom('yes', 'no', 'not-known'),
  livesWith: fc.boolean(),
  mayBeTold: fc.boolean(),
  barred: fc.boolean(),
  phones: fc.constant([]),
  email: fc.constant(null),
  language: fc.constant(null),
}) satisfies fc.Arbitrary<PossibleGuest>

describe('who is invited', () => {
  it('nobody barred, nobody who is not told, nobody without responsibility or care, nobody else’s parent', () => {
    fc.assert(
      fc.property(fc.uniqueArray(guest, { selector: ({ contactId }) => contactId }), (contacts) => {
        const everybody = contacts.map(({ contactId }) => ({ ...MOTHER, id: contactId as string }))
        const refused = notToBeInvited([...everybody, { ...MOTHER, id: id(999) }, NURSE], contacts)
        const may = contacts.filter((_, at) => guestsOf(contacts)[at]?.whyNot === null)
        expect(may.every(({ barred, mayBeTold }) => !barred && mayBeTold)).toBe(true)
        expect(may.every((one) => one.parentalResponsibility === 'yes' || one.isParent || one.livesWith)).toBe(true)
        expect(refused).toHaveLength(contacts.length - may.length + 1)
      }),
    )
  })
})
