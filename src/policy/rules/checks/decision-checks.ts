import { LAW_DEFAULTS } from '../defaults.ts'
import type { PolicyFile } from '../shape/policy.ts'
import { type Finding, found, inWords, placeOf } from './finding.ts'
import { differing } from './stated-twice.ts'

const KINDS_OF_LEAVE = ['C', 'C1', 'C2', 'J1', 'M', 'S', 'X']
const OPEN_LIST = /include[sd]?\W+(?:but\s+(?:are\s+|is\s+)?)?not\s+limited\s+to/i
const ABOUT_ABSENCE = /absen|leave/i

/** Who decides and by which figures: leave, penalty notices, notices to improve, thresholds, how long entries are kept. */
export function decisionChecks(file: PolicyFile): readonly Finding[] {
  return [
    ...leaveChecks(file),
    ...noticeChecks(file),
    ...issuerChecks(file),
    ...improvementChecks(file),
    ...thresholdChecks(file),
    ...keepingChecks(file),
  ]
}

function leaveChecks({ leave, quotes }: PolicyFile): readonly Finding[] {
  const open = quotes.flatMap((quote, index) =>
    OPEN_LIST.test(quote.words) && ABOUT_ABSENCE.test(quote.words) ? [placeOf(quote, ['quotes', index])] : [],
  )
  if (leave === undefined) return open.length === 0 ? [] : [found('X13', open)]
  const here = placeOf(leave, ['leave'], ['kinds', 'closedList'])
  const others = differing(leave, ['leave'])
  const listed = leave.closedList && KINDS_OF_LEAVE.every((code) => leave.kinds.includes(code))
  const known = leave.kinds.every((code) => KINDS_OF_LEAVE.includes(code))
  const wrong = !listed || !known || others.length + open.length > 0
  const decided = !leave.noticeEnforced && leave.decides.every((role) => role === 'head')
  return [
    ...(wrong ? [found('X13', [here, ...others, ...open])] : []),
    ...(decided
      ? []
      : [found('N11', [placeOf({ ...leave, words: undefined }, ['leave'], ['decides', 'notice', 'noticeEnforced'])])]),
  ]
}

function noticeChecks({ penaltyNotices }: PolicyFile): readonly Finding[] {
  if (penaltyNotices === undefined) return []
  const { section: _, also: __, words: ___, to: ____, ...figures } = penaltyNotices
  const national = LAW_DEFAULTS.penaltyNotices
  const names = Object.keys(figures)
  const wrong = names.filter((name) => inWords(penaltyNotices, [name]) !== inWords(national, [name]))
  const others = differing(penaltyNotices, ['penaltyNotices'])
  const some = penaltyNotices.to === 'the parents who allowed it' || others.length > 0
  return [
    ...(wrong.length === 0
      ? []
      : [found('N13', [placeOf({ ...penaltyNotices, words: undefined }, ['penaltyNotices'], wrong)])]),
    ...(some ? [found('X19', [placeOf(penaltyNotices, ['penaltyNotices'], ['to']), ...others])] : []),
  ]
}

function issuerChecks({ penaltyNoticesBy }: PolicyFile): readonly Finding[] {
  if (penaltyNoticesBy === undefined) return []
  const others = differing(penaltyNoticesBy, ['penaltyNoticesBy'])
  const rank = penaltyNoticesBy.issuedBy.every((role) => role === 'head')
  return rank && others.length === 0 ? [] : [found('X9', [placeOf(penaltyNoticesBy, ['penaltyNoticesBy']), ...others])]
}

function improvementChecks({ noticeToImprove }: PolicyFile): readonly Finding[] {
  if (noticeToImprove === undefined) return []
  const { atLeast, atMost } = noticeToImprove
  const weeks = [atLeast, atMost].every(({ unit }) => unit === 'weeks' || unit === 'school weeks')
  const inside = weeks && atLeast.amount >= 3 && atMost.amount <= 6 && atLeast.amount <= atMost.amount
  return inside ? [] : [found('N14', [placeOf(noticeToImprove, ['noticeToImprove'])])]
}

function thresholdChecks(file: PolicyFile): readonly Finding[] {
  const names = ['persistentAbsence', 'severeAbsence'] as const
  return names.flatMap((name) => {
    const stated = file[name]
    if (stated === undefined || stated.from === LAW_DEFAULTS[name].from) return []
    return [found('N20', [placeOf(stated, [name])])]
  })
}

function keepingChecks({ keepEntries }: PolicyFile): readonly Finding[] {
  if (keepEntries === undefined) return []
  const { amount, unit } = keepEntries.for
  const years = unit === 'years' ? amount : unit === 'months' ? amount / 12 : 0
  return years >= LAW_DEFAULTS.keepEntries.for.amount ? [] : [found('N22', [placeOf(keepEntries, ['keepEntries'])])]
}
