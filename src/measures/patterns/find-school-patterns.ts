import { type Day, weekday } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { firstDayOf, lastDayOf } from '../../kernel/school-year.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { households } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { groupNames, type NameOf, namePupils } from '../name-pupils.ts'
import { type AskedFacts, readAsked } from '../read-asked.ts'
import type { Enrolled } from '../rules/facts.ts'
import { FEWEST_EPISODES, findPatterns, type Pattern } from '../rules/patterns/find-patterns.ts'
import {
  chanceInWords,
  FALSE_DISCOVERY_RATE,
  kindName,
  patternInWords,
  strengthOf,
} from '../rules/patterns/in-words.ts'
import { isAskedFor } from '../rules/shown/asked.ts'
import { lastSessionMet } from '../rules/stretches.ts'
import { type LateEvent, type LessonFree, lateEventsOf, lessonFreeOf } from './store.ts'

/** Patterns of a school's pupils, with what the school knows beside its marks. */
export const findSchoolPatterns: UseCase<typeof contract.findSchoolPatterns> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span, firstDay, on, filter } = asked.value
  const known = await knowledgeOf(context, schoolId, asked.value)
  const isLookedAt = (enrolled: Enrolled) => isAskedFor(enrolled, filter)
  const { patterns, lookedAt, tests } = findPatterns(facts, {
    span,
    rate: FALSE_DISCOVERY_RATE,
    isLookedAt,
    knowledge: {
      events: known.events.map(({ day }) => day),
      isLessonFree: known.free.length === 0 ? undefined : lessonFreeBy(known.free),
      householdOf: ({ pupilId }) => known.homes.get(pupilId),
    },
  })
  const ids = patterns.flatMap((one) => [one.pupilId, ...(one.with === undefined ? [] : [one.with])])
  const nameOf = await namePupils(context, { schoolId, on, enrolled: facts.enrolled, ids })
  const groups = await groupNames(context, { schoolId, on })
  context.audit({ facts: { patterns: patterns.length, named: nameOf !== undefined } })
  return success({
    year,
    from: firstDay,
    until: lastSessionMet(facts, span),
    journalNumber: facts.journalNumber,
    pupils: facts.enrolled.filter(isLookedAt).length,
    lookedAt,
    fewest: FEWEST_EPISODES,
    tests,
    rate: FALSE_DISCOVERY_RATE,
    chance: chanceInWords(patterns.length),
    patterns: patterns.map((pattern, at) => shown(pattern, at, nameOf)),
    known: {
      lateEvents: known.events.map(({ id, day, what, ...entered }) => ({ id, day, what, entered })),
      lessonFree: known.free.map(({ groupId, at, name, position, ...free }) => ({
        ...free,
        group: groupId === null ? null : { id: groupId, name: groups.get(groupId) ?? 'Ended class' },
        entered: { at, name, position },
      })),
      households: new Set(known.homes.values()).size,
    },
  })
}

interface Known {
  readonly events: readonly LateEvent[]
  readonly free: readonly LessonFree[]
  readonly homes: Awaited<ReturnType<typeof households>>
}

async function knowledgeOf(context: Context, schoolId: SchoolId, { year }: AskedFacts): Promise<Known> {
  const within = { schoolId, from: firstDayOf(year), to: lastDayOf(year) }
  return {
    events: await lateEventsOf(context.tx, within),
    free: await lessonFreeOf(context.tx, within),
    homes: await households(context.tx, schoolId),
  }
}

function lessonFreeBy(free: readonly LessonFree[]): (enrolled: Enrolled, day: Day, half: 'AM' | 'PM') => boolean {
  return (enrolled, day, half) =>
    free.some(
      (one) =>
        one.half === half &&
        one.from <= day &&
        (one.to === null || day <= one.to) &&
        (one.yearGroup === null ? one.groupId === enrolled.groupId : one.yearGroup === enrolled.yearGroup) &&
        one.weekday === weekday(day),
    )
}

function shown(pattern: Pattern, at: number, nameOf: NameOf | undefined) {
  const { pupilId, kind, seen, of, expected, adjusted, stays } = pattern
  return {
    id: String(at),
    pupil: nameOf?.(pupilId) ?? null,
    with: pattern.with === undefined ? null : (nameOf?.(pattern.with) ?? null),
    kind: kind.id,
    kindName: kindName(kind),
    words: patternInWords(pattern),
    strength: strengthOf(pattern),
    seen,
    of,
    expected,
    adjusted,
    stays: nameOf === undefined ? [] : stays.map(({ half, ...stay }) => ({ ...stay, half: half ?? null })),
  }
}
