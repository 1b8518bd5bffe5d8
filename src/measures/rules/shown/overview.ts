import type { GroupId } from '../../../kernel/ids.ts'
import { STRIP_LENGTH } from '../../../kernel/session.ts'
import { compareYearGroups, type YearGroup } from '../../../law/school-age.ts'
import type { SchoolFacts } from '../facts.ts'
import { addCounts, type CodeCounts, noSessions, type SessionSpan, type Sessions, sessionsOf } from '../sessions.ts'
import { type Filter, isAskedFor, type Week, weeksMet } from './asked.ts'
import {
  type EnrolmentFigures,
  enrolmentFigures,
  figuresTogether,
  type GroupFigures,
  groupFigures,
} from './group-figures.ts'

/** The sessions of each week, in step with the weeks asked for. */
export interface ByWeek {
  readonly weeks: readonly Week[]
  readonly sessions: readonly Sessions[]
}

export interface Overview {
  readonly all: GroupFigures
  readonly byWeek: ByWeek
  readonly byYearGroup: readonly {
    readonly yearGroup: YearGroup
    readonly figures: GroupFigures
    readonly weeks: readonly Sessions[]
  }[]
  readonly byGroup: readonly { readonly groupId: GroupId; readonly figures: GroupFigures }[]
}

/**
 * All that the overview of a school shows of one span, from one pass over each strip by enrolment and one by week. Everything is a sum of
 * sessions or a number of enrolments; nothing is rounded here.
 */
export function overviewOf(facts: SchoolFacts, span: SessionSpan, filter: Filter): Overview {
  const each = facts.enrolled.filter((one) => isAskedFor(one, filter)).map((one) => enrolmentFigures(one, span))
  const weeks = weeksMet(facts, span)
  const ofYears = [...Map.groupBy(each, (one) => one.enrolled.yearGroup)].map(([yearGroup, of]) => ({
    yearGroup,
    figures: groupFigures(of),
    counts: weekly(of, weeks),
  }))
  return {
    all: figuresTogether(ofYears.map(({ figures }) => figures)),
    byWeek: {
      weeks,
      sessions: weeks.map((_, place) => sessionsOf(summed(ofYears.map(({ counts }) => counts[place])))),
    },
    byYearGroup: ofYears
      .flatMap(({ yearGroup, figures, counts }) =>
        yearGroup === null ? [] : [{ yearGroup, figures, weeks: counts.map(sessionsOf) }],
      )
      .sort((one, other) => compareYearGroups(one.yearGroup, other.yearGroup)),
    byGroup: [...Map.groupBy(each, (one) => one.enrolled.groupId)].flatMap(([groupId, of]) =>
      groupId === null ? [] : [{ groupId, figures: groupFigures(of) }],
    ),
  }
}

/** Sums of each week over some enrolments: one pass over each strip, whatever the number of weeks. */
function weekly(of: readonly EnrolmentFigures[], weeks: readonly Week[]): readonly CodeCounts[] {
  const counts = weeks.map(noSessions)
  const ofPlace = new Array<CodeCounts | undefined>(STRIP_LENGTH).fill(undefined)
  weeks.forEach(({ span }, week) => {
    ofPlace.fill(counts[week], span.from, span.to + 1)
  })
  for (const { enrolled, span } of of)
    for (let place = span.from; place <= span.to; place++) {
      const byte = enrolled.strip[place] ?? 0
      const into = ofPlace[place]
      if (byte !== 0 && into !== undefined) into[byte] = (into[byte] ?? 0) + 1
    }
  return counts
}

function summed(of: readonly (CodeCounts | undefined)[]): CodeCounts {
  const sum = noSessions()
  for (const counts of of) if (counts !== undefined) addCounts(sum, counts)
  return sum
}
