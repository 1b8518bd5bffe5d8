import type { SchoolId } from '../kernel/ids.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { firstDayOf } from '../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../kernel/session.ts'
import type { Context } from '../platform/http/use-case.ts'
import { groupsSeen } from './cohorts/keep-saved-groups.ts'
import { figureOf, type WhyAsked } from './contract.ts'
import { groupNames } from './name-pupils.ts'
import { type AskedFacts, readAsked } from './read-asked.ts'
import { definitionShown, scopeAsked } from './rules/definitions/definitions.ts'
import type { Enrolled } from './rules/facts.ts'
import type { SessionSpan } from './rules/sessions.ts'
import { isAskedFor } from './rules/shown/asked.ts'
import type { BehindAsked } from './rules/shown/behind-figure.ts'
import { filterInWords } from './rules/shown/filter-words.ts'
import { lastSessionMet } from './rules/stretches.ts'

/** A question about one figure, read against what can be counted by now and what the caller may know. */
export interface AskedFigure extends AskedFacts {
  readonly behind: BehindAsked
  /** Whom it is of, in words. */
  readonly part: string
}

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays'] as const

interface Further {
  readonly words: string
  readonly isIn: (enrolled: Enrolled) => boolean
}

/**
 * Reads the question behind one figure. @returns as `readAsked`; `measures.which-code` where a code is asked for and none named;
 * `measures.no-such-saved-group` where a group is asked for that is none, or is not the caller's to know of.
 */
export async function readFigure(context: Context, schoolId: SchoolId, asked: WhyAsked): Promise<Result<AskedFigure>> {
  if (asked.figure === 'code' && asked.code === undefined)
    return refused('measures.which-code', 'Say which code the figure is of: add code=I, for example.')
  const read = await readAsked(context, schoolId, { ...asked, byEthnicity: asked.savedGroup !== undefined })
  if (!read.ok) return read
  const { filter, on } = read.value
  const names = await groupNames(context, { schoolId, on })
  const saved = await savedPart(context, schoolId, asked)
  if (saved === null)
    return refused('measures.no-such-saved-group', 'This saved group was taken away. Open the groups again.')
  const further = [saved, inNone(asked, names)].filter((one) => one !== undefined)
  const span = asked.toHalf === 'AM' ? toMorning(read.value) : read.value.span
  const weekday = asked.weekday === undefined ? [] : [`${WEEKDAYS[asked.weekday - 1]} only`]
  const whom = filterInWords(filter, (id) => names.get(id) ?? 'an ended class')
  const part = [whom, ...further.map(({ words }) => words), ...weekday]
  return success({
    ...read.value,
    span,
    part: part.join(', '),
    behind: {
      ...figureOf(asked),
      span,
      filter,
      weekday: asked.weekday,
      isIn: further.length === 0 ? undefined : (enrolled) => further.every(({ isIn }) => isIn(enrolled)),
    },
  })
}

/** By which definition a figure was made, as a drawer shows it. */
export function definitionAsked(
  { facts, year, span, firstDay, behind }: AskedFigure,
  { to }: Pick<WhyAsked, 'to'>,
): ReturnType<typeof definitionShown> {
  const scope = scopeAsked({
    from: firstDay,
    to,
    until: lastSessionMet(facts, span).day,
    firstOfYear: firstDayOf(year),
    terms: facts.terms,
    isPart: behind.weekday !== undefined,
  })
  return definitionShown(scope, behind)
}

/** The pupils of a saved group, or all others. Undefined where none is asked for, null where there is none that the caller may know of. */
async function savedPart(context: Context, schoolId: SchoolId, asked: WhyAsked): Promise<Further | undefined | null> {
  if (asked.savedGroup === undefined) return undefined
  const group = (await groupsSeen(context, { schoolId })).find(({ id }) => id === asked.savedGroup)
  if (group === undefined) return null
  const listed = new Set(group.pupilIds ?? [])
  const isInside = (enrolled: Enrolled) =>
    group.filter === null ? listed.has(enrolled.pupilId) : isAskedFor(enrolled, group.filter)
  return asked.inSaved === 'no'
    ? { words: `not in the saved group “${group.name}”`, isIn: (enrolled) => !isInside(enrolled) }
    : { words: `in the saved group “${group.name}”`, isIn: isInside }
}

function inNone({ inNo }: WhyAsked, groups: ReadonlyMap<string, string>): Further | undefined {
  if (inNo === undefined) return undefined
  return inNo === 'year-group'
    ? { words: 'in no year group', isIn: ({ yearGroup }) => yearGroup === null }
    : { words: 'in no registration group', isIn: ({ groupId }) => groupId === null || !groups.has(groupId) }
}

/** Without the last afternoon, where the span ends with one. */
function toMorning({ span, year }: AskedFacts): SessionSpan {
  const endsInAfternoon = sessionAt(year, span.to).half === 'PM' && span.to > span.from
  return endsInAfternoon ? { ...span, to: (span.to - 1) as SessionIndex } : span
}
