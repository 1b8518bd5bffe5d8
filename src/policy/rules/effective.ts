import { isRevoked } from './checks/wording-checks.ts'
import { LAW_DEFAULTS } from './defaults.ts'
import type { Policy } from './shape/policy.ts'
import type { EvidenceRule, LetterStep, ReportRule } from './shape/settings.ts'
import type { Amount } from './shape/values.ts'

const SCHOOL_DAY_UNITS = ['school days', 'working days', 'consecutive days', 'days']

/** At most so many school days; other days are read as school days, which is what the law counts. */
function schoolDaysUpTo(stated: Amount, law: Amount): Amount {
  if (!SCHOOL_DAY_UNITS.includes(stated.unit)) return law
  return { amount: Math.min(stated.amount, law.amount), unit: 'school days' }
}

/**
 * The policy as Firstbell works by it and prints it: what stands first, one value for each thing, and never beyond the law. What a file
 * says otherwise stays in the file and is a finding.
 */
export function effective(policy: Policy): Policy {
  const law = LAW_DEFAULTS
  const { reasonWithin, attendanceReturn, sicknessReturn, noContact, leave, penaltyNoticesBy, keepEntries } = policy
  const heads = penaltyNoticesBy.issuedBy.filter((role) => role === 'head')
  return {
    ...policy,
    basis: policy.basis.filter(({ cites }) => !isRevoked(cites)),
    reasonWithin: { ...reasonWithin, within: schoolDaysUpTo(reasonWithin.within, law.reasonWithin.within), also: [] },
    attendanceReturn: {
      ...attendanceReturn,
      after: schoolDaysUpTo(attendanceReturn.after, law.attendanceReturn.after),
      also: [],
    },
    sicknessReturn: {
      ...sicknessReturn,
      after: schoolDaysUpTo(sicknessReturn.after, law.sicknessReturn.after),
      also: [],
    },
    noContact: { ...noContact, after: { ...noContact.after, unit: 'school days' }, missing: false, also: [] },
    evidence: evidenceInForce(policy.evidence),
    withoutEvidence: { ...policy.withoutEvidence, absence: 'decided case by case', tellParentsFirst: true, also: [] },
    letters: lettersInForce(policy.letters, policy.targets.attendance),
    reports: reportsInForce(policy.reports),
    leave: { ...leave, kinds: law.leave.kinds, closedList: true, noticeEnforced: false, also: [] },
    penaltyNoticesBy: { ...penaltyNoticesBy, issuedBy: heads.length === 0 ? ['head'] : heads, also: [] },
    penaltyNotices: { ...law.penaltyNotices, to: policy.penaltyNotices.to, section: policy.penaltyNotices.section },
    noticeToImprove: {
      ...law.noticeToImprove,
      ...insideLaw(policy.noticeToImprove),
      section: policy.noticeToImprove.section,
    },
    persistentAbsence: { ...policy.persistentAbsence, from: law.persistentAbsence.from, also: [] },
    severeAbsence: { ...policy.severeAbsence, from: law.severeAbsence.from, also: [] },
    keepEntries: {
      ...keepEntries,
      for:
        keepEntries.for.unit === 'years' && keepEntries.for.amount > law.keepEntries.for.amount
          ? keepEntries.for
          : law.keepEntries.for,
      also: [],
    },
  }
}

function insideLaw({ atLeast, atMost }: Policy['noticeToImprove']): Partial<Policy['noticeToImprove']> {
  const law = LAW_DEFAULTS.noticeToImprove
  const inWeeks = [atLeast, atMost].every(({ unit }) => unit === 'weeks' || unit === 'school weeks')
  const inside = inWeeks && atLeast.amount >= law.atLeast.amount && atMost.amount <= law.atMost.amount
  return inside && atLeast.amount <= atMost.amount ? { atLeast, atMost } : {}
}

/** One rule, the latest that counts days, and only where there is doubt; a rule that only names an event where there is none. */
function evidenceInForce(rules: readonly EvidenceRule[]): EvidenceRule[] {
  const byLength = rules.filter(({ after }) => after !== undefined)
  const latest = byLength.reduce<EvidenceRule | undefined>(
    (last, rule) => ((rule.after?.amount ?? 0) > (last?.after?.amount ?? -1) ? rule : last),
    undefined,
  )
  const rule = latest ?? rules.at(0)
  return rule === undefined ? [] : [{ ...rule, onlyIfInDoubt: true }]
}

/** The first threshold of each step, as a number. */
function lettersInForce(letters: readonly LetterStep[], target: number | undefined): LetterStep[] {
  const resolved = letters.flatMap((letter) => {
    if (letter.below !== 'target') return [letter]
    return target === undefined ? [] : [{ ...letter, below: target }]
  })
  const seen = new Set<string>()
  return resolved.filter(({ step, which = 'first', below, lates, unauthorised }) => {
    const key = `${step} ${which} ${below === undefined ? `lates ${lates} unauthorised ${unauthorised}` : 'below'}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The first period for each reader and thing. */
function reportsInForce(reports: readonly ReportRule[]): ReportRule[] {
  const seen = new Set<string>()
  return reports.filter(({ to, about, every }) => {
    const key = `${to}\n${about.toLowerCase()}`
    if (every === 'regularly' || seen.has(key)) return false
    seen.add(key)
    return true
  })
}
