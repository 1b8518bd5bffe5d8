import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type Moment, timeOfDay } from '../../kernel/time-of-day.ts'
import { decideStep, SEARCH_STEPS, type SearchStep, type SearchStepKind, searchStanding } from './search.ts'
import { searchDuties } from './search-duties.ts'

const by = { name: 'Pam Pastoral', position: 'Head of Year 9' }

function stepsOf(...kinds: readonly SearchStepKind[]): SearchStep[] {
  return kinds.map((kind, place) => ({
    ...{ number: place + 1, kind, place: 'Field', person: 'Mr Dean', words: '', by },
    at: `2026-11-23T10:${String(10 + place).padStart(2, '0')}:00.000Z` as Moment,
  }))
}

describe('a search for a pupil who was present at registration', () => {
  it.each<{ steps: SearchStepKind[]; state: string; next: string[] }>([
    { steps: [], state: 'looking', next: ['look'] },
    { steps: ['mistake'], state: 'mistake', next: [] },
    { steps: ['found'], state: 'found', next: ['tell'] },
    { steps: ['found', 'told'], state: 'found', next: [] },
    { steps: ['not-found'], state: 'not-found', next: ['tell', 'hand-over'] },
    { steps: ['not-found', 'told'], state: 'not-found', next: ['hand-over'] },
    { steps: ['not-found', 'handed-over', 'told'], state: 'not-found', next: [] },
    // What was said of "not found" holds when it turns out that they left; found again, the family that was told knows enough.
    { steps: ['not-found', 'told', 'handed-over', 'left-site'], state: 'left-site', next: [] },
    { steps: ['not-found', 'told', 'found'], state: 'found', next: [] },
    // Gone again: everything begins anew.
    { steps: ['found', 'told', 'left-site'], state: 'left-site', next: ['tell', 'hand-over'] },
  ])('$steps: $state, still to do: $next', ({ steps, state, next }) => {
    expect(searchStanding(stepsOf(...steps))).toMatchObject({ state, next })
  })

  it.each<{ steps: SearchStepKind[]; kind: SearchStepKind }>([
    { steps: [], kind: 'told' },
    { steps: [], kind: 'handed-over' },
    { steps: ['found'], kind: 'handed-over' },
    { steps: ['found'], kind: 'mistake' },
    { steps: ['found'], kind: 'found' },
    { steps: ['mistake'], kind: 'told' },
  ])('after $steps, $kind makes no sense', ({ steps, kind }) => {
    expect(decideStep(stepsOf(...steps), kind)).toMatchObject({ ok: false, problem: { code: 'site.search-not-so' } })
  })

  it('may end as a mistake only while nobody has found out anything', () => {
    expect(decideStep([], 'mistake').ok).toBe(true)
    expect(decideStep(stepsOf('not-found'), 'not-found').ok).toBe(true)
  })
})

const days = { days: [], morningEnds: timeOfDay('12:00') } as never
const search = (steps: readonly SearchStep[]) => ({
  ...{ checkId: 'c', pupilId: 'p' as PupilId, place: '9A French', day: day('2026-11-23'), steps },
  at: '2026-11-23T10:05:00.000Z' as Moment,
})

describe('the duties of a search', () => {
  it('are to look within fifteen minutes, and then to tell, sooner where the child is gone', () => {
    expect(searchDuties([search([])], days)).toMatchObject([
      { rule: 'site.missing-from-lesson', due: { day: '2026-11-23', time: '10:20' } },
    ])
    const [, gone] = searchDuties([search(stepsOf('left-site'))], days)
    expect(gone).toMatchObject({ rule: 'site.tell-family', due: { time: '10:25' }, clock: { amount: 15 } })
    const [, found] = searchDuties([search(stepsOf('found'))], days)
    expect(found).toMatchObject({ rule: 'site.tell-family', due: { day: '2026-11-23', time: null } })
  })

  it('are open exactly where something is to do, each once, and none vanishes without an end', () => {
    const RULE = { look: 'site.missing-from-lesson', tell: 'site.tell-family', 'hand-over': 'site.not-in-school' }
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SEARCH_STEPS), { maxLength: 8 }), (kinds) => {
        // Only what the rule lets through is ever written down.
        const steps: SearchStep[] = []
        const seen = new Map<string, boolean>()
        for (const kind of kinds) {
          if (!decideStep(steps, kind).ok) continue
          steps.push({ ...(stepsOf(kind)[0] as SearchStep), number: steps.length + 1 })
          const duties = searchDuties([search(steps)], days)
          const open = duties.filter(({ ended }) => ended === undefined).map(({ rule }) => rule)
          expect(open.toSorted()).toEqual(
            searchStanding(steps)
              .next.map((one) => RULE[one])
              .toSorted(),
          )
          expect(new Set(duties.map(({ key }) => key)).size).toBe(duties.length)
          const keys = new Set(duties.map(({ key }) => key))
          for (const [key, wasOpen] of seen) if (wasOpen) expect(keys).toContain(key)
          for (const { key, ended } of duties) seen.set(key, ended === undefined)
        }
      }),
    )
  })
})
