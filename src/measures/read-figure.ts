import type { SchoolId } from '../kernel/ids.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { type SessionIndex, sessionAt } from '../kernel/session.ts'
import type { Context } from '../platform/http/use-case.ts'
import { figureOf, type WhyAsked } from './contract.ts'
import { type AskedFacts, readAsked } from './read-asked.ts'
import type { SessionSpan } from './rules/sessions.ts'
import type { BehindAsked } from './rules/shown/behind-figure.ts'

/** A question about one figure, read against what can be counted by now and what the caller may know. */
export interface AskedFigure extends AskedFacts {
  readonly behind: BehindAsked
}

/** Reads the question behind one figure. @returns as `readAsked`, or `measures.which-code` where a code is asked for and none named. */
export async function readFigure(context: Context, schoolId: SchoolId, asked: WhyAsked): Promise<Result<AskedFigure>> {
  if (asked.figure === 'code' && asked.code === undefined)
    return refused('measures.which-code', 'Say which code the figure is of: add code=I, for example.')
  const read = await readAsked(context, schoolId, asked)
  if (!read.ok) return read
  const { filter } = read.value
  const span = asked.toHalf === 'AM' ? toMorning(read.value) : read.value.span
  return success({ ...read.value, span, behind: { ...figureOf(asked), span, filter, weekday: asked.weekday } })
}

/** Without the last afternoon, where the span ends with one. */
function toMorning({ span, year }: AskedFacts): SessionSpan {
  const endsInAfternoon = sessionAt(year, span.to).half === 'PM' && span.to > span.from
  return endsInAfternoon ? { ...span, to: (span.to - 1) as SessionIndex } : span
}
