import { ratesFor } from './code-mix.ts'
import type { Random } from './random.ts'
import { possibleSessions, type Row, type Sheet } from './sheet.ts'

/** What carries over from year to year in a child, what runs in a household, and what is new each year. */
const CHILD = 0.75
const HOME = 0.4
const YEAR = 0.5

/** In standard deviations, from the gaps in absence that DfE publishes by group and year group. */
function groupShift(row: Row): number {
  const { flags } = row.enrolment.pupil
  const age = row.group.yearGroups.at(-1)
  const older = age === '8' ? 0.17 : age === '9' ? 0.29 : age === 'R' || age === '1' ? 0.12 : 0
  const needs = flags.sen === 'support' ? 0.35 : flags.sen === 'ehcp' ? 0.45 : 0
  const social = flags.childInNeed || flags.childProtection || flags.youngCarer ? 0.5 : 0
  return older + needs + social + (flags.freeSchoolMeals ? 0.75 : 0)
}

/**
 * Gives every pupil the number of sessions to miss in the year: the rates of the published bands, handed out in order of how
 * each child tends to attend, so that a school always has the bands' shape and a child keeps their place from year to year.
 */
export function setTargets(random: Random, sheet: Sheet): void {
  const standing = new Map<Row, number>()
  for (const row of sheet.rows) {
    const { child } = row.enrolment
    const tendency = CHILD * child.absence + HOME * child.household.absence + YEAR * random.normal()
    standing.set(row, tendency + groupShift(row))
  }
  const inOrder = [...sheet.rows].sort((one, other) => (standing.get(one) ?? 0) - (standing.get(other) ?? 0))
  const rates = ratesFor(sheet.phase, inOrder.length)
  for (const [index, row] of inOrder.entries())
    row.target = Math.floor((rates[index] ?? 0) * possibleSessions(row) + random.next())
  makeRoomForCases(inOrder)
}

/** A case that was written already needs a target at least as large: it changes places with a pupil who has one. */
function makeRoomForCases(rows: readonly Row[]): void {
  const written = rows.filter((row) => row.absent > row.target).sort((one, other) => other.absent - one.absent)
  const others = rows.filter((row) => row.absent === 0).sort((one, other) => one.target - other.target)
  for (const row of written) {
    const swap = others.find((other) => other.target >= row.absent && other.target <= possibleSessions(row))
    if (swap === undefined) row.target = row.absent
    else [row.target, swap.target] = [swap.target, Math.min(row.target, possibleSessions(swap))]
    others.sort((one, other) => one.target - other.target)
  }
}
