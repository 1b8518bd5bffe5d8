import type { PolicyFile } from '../shape/policy.ts'
import type { ContactStep, EvidenceRule } from '../shape/settings.ts'
import type { Amount } from '../shape/values.ts'
import { type Finding, found, inWords, placeOf } from './finding.ts'
import { differing } from './stated-twice.ts'

const SCHOOL_DAYS_TO_FIND_REASON = 5
const DAYS_TO_ATTENDANCE_RETURN = 10
const DAYS_TO_SICKNESS_RETURN = 15

/** Following an absence up: reasons, first call, no contact, returns, evidence, ladders. */
export function followUpChecks(file: PolicyFile): readonly Finding[] {
  return [
    ...reasonChecks(file),
    ...noContactChecks(file),
    ...firstDayChecks(file),
    ...returnChecks(file),
    ...evidenceChecks(file),
    ...ladderChecks(file),
  ]
}

function reasonChecks({ reasonWithin }: PolicyFile): readonly Finding[] {
  if (reasonWithin === undefined) return []
  const { amount, unit } = reasonWithin.within
  const right = unit === 'school days' && amount <= SCHOOL_DAYS_TO_FIND_REASON
  const others = differing(reasonWithin, ['reasonWithin'])
  return right && others.length === 0 ? [] : [found('X7', [placeOf(reasonWithin, ['reasonWithin']), ...others])]
}

function noContactChecks({ noContact, attendanceReturn }: PolicyFile): readonly Finding[] {
  if (noContact === undefined) return []
  const others = differing(noContact, ['noContact'])
  const right = !noContact.missing && noContact.after.unit === 'school days'
  if (right && others.length === 0) return []
  const statutory = attendanceReturn === undefined ? [] : [placeOf(attendanceReturn, ['attendanceReturn'], ['after'])]
  return [found('X8', [placeOf(noContact, ['noContact']), ...others, ...statutory])]
}

function firstDayChecks({ firstDayContact }: PolicyFile): readonly Finding[] {
  if (firstDayContact === undefined) return []
  const here = placeOf(firstDayContact, ['firstDayContact'])
  const others = differing(firstDayContact, ['firstDayContact'])
  const sameDay = firstDayContact.within.unit === 'minutes' && firstDayContact.repeatDaily
  return [...(others.length === 0 ? [] : [found('X17', [here, ...others])]), ...(sameDay ? [] : [found('N5', [here])])]
}

function returnChecks({ attendanceReturn, sicknessReturn }: PolicyFile): readonly Finding[] {
  const late = (after: Amount, most: number) => after.unit !== 'school days' || after.amount > most
  const attendance = attendanceReturn !== undefined && late(attendanceReturn.after, DAYS_TO_ATTENDANCE_RETURN)
  const sickness = sicknessReturn !== undefined && late(sicknessReturn.after, DAYS_TO_SICKNESS_RETURN)
  return [
    ...(attendance ? [found('N6', [placeOf(attendanceReturn, ['attendanceReturn'])])] : []),
    ...(sickness ? [found('N8', [placeOf(sicknessReturn, ['sicknessReturn'])])] : []),
  ]
}

/** A rule without its section and its words: two that say the same are one rule. */
function ruleOf({ section: _, words: __, ...rule }: EvidenceRule): string {
  return inWords(rule)
}

function evidenceChecks({ evidence = [], withoutEvidence }: PolicyFile): readonly Finding[] {
  const places = evidence.map((rule, index) => ({ rule, place: placeOf(rule, ['evidence', index]) }))
  const rules = new Set(evidence.map(ruleOf))
  const routine = places.filter(({ rule }) => !rule.onlyIfInDoubt).map(({ place }) => place)
  const others = withoutEvidence === undefined ? [] : differing(withoutEvidence, ['withoutEvidence'])
  const harsh =
    withoutEvidence !== undefined && (withoutEvidence.absence === 'unauthorised' || !withoutEvidence.tellParentsFirst)
  const against =
    harsh || others.length > 0
      ? [placeOf(withoutEvidence as object & { section: string }, ['withoutEvidence']), ...others]
      : []
  return [
    ...(rules.size > 1
      ? [
          found(
            'X5',
            places.map(({ place }) => place),
          ),
        ]
      : []),
    ...(routine.length + against.length > 0 ? [found('X6', [...routine, ...against])] : []),
  ]
}

const MINUTES: Readonly<Record<string, number>> = { minutes: 1, sessions: 4 * 60 }
const MINUTES_A_DAY = 24 * 60

/** For putting the steps of one ladder in order; not a clock. */
function roughly({ amount, unit }: Amount): number {
  return amount * (MINUTES[unit] ?? (unit.endsWith('weeks') ? 7 : 1) * MINUTES_A_DAY)
}

function ladderChecks({ contactLadder, vulnerableLadder }: PolicyFile): readonly Finding[] {
  const ladders = [
    { name: 'contactLadder', steps: contactLadder ?? [] },
    { name: 'vulnerableLadder', steps: vulnerableLadder ?? [] },
  ]
  const unsorted = ladders.flatMap(({ name, steps }) =>
    steps.flatMap((step, index) => {
      const before = steps[index - 1]
      if (before === undefined || roughly(before.after) <= roughly(step.after)) return []
      return [found('C3', [placeOf(before, [name, index - 1]), placeOf(step, [name, index])])]
    }),
  )
  const last = (steps: readonly ContactStep[] | undefined) => steps?.at(-1)
  const [usual, shorter] = [last(contactLadder), last(vulnerableLadder)]
  const slower = usual !== undefined && shorter !== undefined && roughly(shorter.after) > roughly(usual.after)
  if (!slower) return unsorted
  const title = 'The shorter ladder takes longer than the usual one'
  const places = [
    placeOf(usual, ['contactLadder', (contactLadder?.length ?? 1) - 1]),
    placeOf(shorter, ['vulnerableLadder', (vulnerableLadder?.length ?? 1) - 1]),
  ]
  return [...unsorted, found('C3', places, { title })]
}
