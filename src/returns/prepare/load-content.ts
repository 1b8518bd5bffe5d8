import type { DutyAsked } from '../../duties/contract.ts'
import { type Day, longDay } from '../../kernel/day.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { nextReview } from '../../leave/contract.ts'
import { timetablesOf } from '../../leave/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { readStrips } from '../../register/index.ts'
import { admissionParticulars, enrolmentsOfYear } from '../../roll/index.ts'
import { type ContentFacts, contentOf, type TimetableFacts, type ToldField } from '../rules/content.ts'
import type { DiaryItem } from '../rules/diary.ts'
import { kindOf } from '../rules/kinds.ts'
import { attendanceIn, sessionsWith } from '../rules/marks.ts'
import { causeOf } from '../rules/return-state.ts'
import type { ReturnSettings } from '../rules/settings.ts'

export interface LoadedContent {
  readonly fields: readonly ToldField[]
  readonly sessions: readonly Session[]
  /** The household may not be found. */
  readonly confidential: boolean
  /** It may not, and the caller may not know where it is. */
  readonly withheld: boolean
}

/** What a return tells at this moment; undefined where the pupil is not there. */
export async function loadContent(
  context: Context,
  of: { asked: DutyAsked; item: DiaryItem; settings: ReturnSettings },
): Promise<LoadedContent | undefined> {
  const { tx } = context
  const { asked, item, settings } = of
  const { schoolId, today } = asked
  const particulars = await admissionParticulars(tx, { schoolId, pupilId: item.pupilId, day: today })
  if (particulars === undefined) return undefined
  const marks = await marksBehind(context, { asked, item })
  const facts: ContentFacts = {
    particulars,
    ...marks,
    timetable: item.kind === 'part-time' ? await timetableOf(context, { asked, item }) : null,
    cause: causeOf(item.steps),
  }
  const { confidential } = particulars
  const withheld = confidential && context.may('pupil.view-sensitive') !== 'all'
  return { fields: contentOf(item.kind, facts, settings), sessions: marks.sessions, confidential, withheld }
}

/** The sessions behind a return, of the year in which what it follows from began; and the attendance of that year. */
async function marksBehind(
  { tx }: Context,
  { asked, item }: { asked: DutyAsked; item: DiaryItem },
): Promise<Pick<ContentFacts, 'sessions' | 'attendance'>> {
  const { codes } = kindOf(item.kind)
  const { schoolId } = asked
  const days = daysOf(item)
  const [first] = days
  const last = days.at(-1)
  const year = schoolYearOf(first ?? asked.today)
  const strip = (await readStrips(tx, { schoolId, year, pupilIds: [item.pupilId] })).get(item.pupilId)
  if (strip === undefined || first === undefined || last === undefined) return { sessions: [], attendance: null }
  const [enrolment] = await enrolmentsOfYear(tx, {
    schoolId,
    year,
    on: asked.today,
    flags: [],
    pupilIds: [item.pupilId],
  })
  const until = Math.min(sessionIndex({ day: asked.today, half: 'PM' }), enrolment?.lastSession ?? 0)
  // Of illness the whole school year counts, whichever day brought it to the limit.
  const whole = item.kind === 'sickness'
  const span = whole ? { from: firstDayOf(year), to: asked.today } : { from: first, to: last }
  // A run of days may go on over the summer.
  const next = (year + 1) as SchoolYear
  const goesOn = codes.length > 0 && !whole && schoolYearOf(last) === next
  const strips = goesOn ? await readStrips(tx, { schoolId, year: next, pupilIds: [item.pupilId] }) : undefined
  const later = strips?.get(item.pupilId)
  const after = later === undefined ? [] : sessionsWith(later, { year: next, codes, from: firstDayOf(next), to: last })
  return {
    sessions: codes.length === 0 ? [] : [...sessionsWith(strip, { year, codes, ...ofYear(year, span) }), ...after],
    attendance: attendanceIn(strip, { from: enrolment?.firstSession ?? 0, to: until }),
  }
}

/** The part of a span that lies in a year. */
function ofYear<Span extends { readonly from: Day; readonly to: Day }>(year: SchoolYear, span: Span): Span {
  return schoolYearOf(span.to) === year ? span : { ...span, to: lastDayOf(year) }
}

function daysOf({ standing, steps }: DiaryItem): readonly Session['day'][] {
  const because = standing?.duty.because.flatMap(({ day }) => (day === null ? [] : [day])) ?? []
  const told = steps.findLast(({ told: of }) => of !== null)?.told?.sessions.map(({ day }) => day) ?? []
  return (because.length > 0 ? because : told).toSorted()
}

async function timetableOf(
  { tx }: Context,
  { asked, item }: { asked: DutyAsked; item: DiaryItem },
): Promise<TimetableFacts | null> {
  const [kept] = await timetablesOf(tx, { schoolId: asked.schoolId, id: item.key.split(':').at(-1) ?? '' })
  if (kept === undefined) return null
  return {
    reason: kept.reason,
    times: kept.times,
    review: longDay(nextReview(kept, kept.steps)),
    end: longDay(kept.last),
  }
}
