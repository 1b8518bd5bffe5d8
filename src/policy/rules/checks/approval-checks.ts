import type { Day } from '../../../kernel/day.ts'
import type { PolicyFile } from '../shape/policy.ts'
import { type Finding, found, placeOf } from './finding.ts'

/** Approvals, review date, what is measured against a target, and what is reported when. */
export function approvalChecks(file: PolicyFile, today: Day): readonly Finding[] {
  return [...approved(file), ...overdue(file, today), ...targetChecks(file), ...reportChecks(file)]
}

/** The last moment that a day, month or year can mean: "2026-07" sorts before "2026-07~", and every day of July between them. */
const endOf = (text: string) => `${text}~`

const plainWords = (text: string) =>
  text
    .toLowerCase()
    .split(/\W+/)
    .filter((word) => word.length > 2 && !['the', 'full', 'and'].includes(word))

/** "full governing board" and "governing board" are one body; "trust board" is another. */
function isBody(one: string, other: string): boolean {
  const [words, others] = [plainWords(one), plainWords(other)]
  const [fewer, more] = words.length < others.length ? [words, others] : [others, words]
  return fewer.length > 0 && fewer.every((word) => more.includes(word))
}

function approved({ approvals, approvedBy, reviewed }: PolicyFile): readonly Finding[] {
  if (approvedBy === undefined) return []
  const since = approvals.some(({ by, on }) => isBody(by, approvedBy.body) && endOf(on) >= reviewed.on)
  if (since) return []
  const places = approvals.map((approval, index) => placeOf(approval, ['approvals', index]))
  return [found('X14', [placeOf(approvedBy, ['approvedBy']), placeOf(reviewed, ['reviewed']), ...places])]
}

function overdue({ nextReview, reviewed }: PolicyFile, today: Day): readonly Finding[] {
  if (endOf(nextReview.by) >= today) return []
  return [found('B22', [placeOf(nextReview, ['nextReview']), placeOf(reviewed, ['reviewed'])])]
}

/** X16: one step by several thresholds, or by a target that is no number. */
function targetChecks({ letters = [], targets }: PolicyFile): readonly Finding[] {
  const target = targets?.attendance
  const below = letters.flatMap((letter, index) => {
    if (letter.below === undefined) return []
    return [
      {
        step: `${letter.step} ${letter.which ?? 'first'}`,
        below: letter.below === 'target' ? target : letter.below,
        place: placeOf(letter, ['letters', index]),
      },
    ]
  })
  const wrong = [...Map.groupBy(below, ({ step }) => step).values()].filter(
    (steps) => new Set(steps.map((step) => step.below)).size > 1 || steps.some((step) => step.below === undefined),
  )
  if (wrong.length === 0) return []
  return [
    found(
      'X16',
      wrong.flatMap((steps) => steps.map(({ place }) => place)),
    ),
  ]
}

/** X20: one reader is told of one thing by several periods, or by none. */
function reportChecks({ reports = [] }: PolicyFile): readonly Finding[] {
  const places = reports.map((report, index) => ({ report, place: placeOf(report, ['reports', index]) }))
  const byReader = Map.groupBy(places, ({ report }) => `${report.to}\n${report.about.toLowerCase()}`)
  const wrong = [...byReader.values()].filter(
    (told) =>
      new Set(told.map(({ report }) => report.every)).size > 1 ||
      told.some(({ report }) => report.every === 'regularly'),
  )
  return wrong.length === 0
    ? []
    : [
        found(
          'X20',
          wrong.flat().map(({ place }) => place),
        ),
      ]
}
