import { askedAt } from '../../duties/index.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import { thresholdOn } from '../../law/thresholds.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { readStrips } from '../../register/index.ts'
import { calendarOf, type SameChild, sameChildren } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { countedMarks, placesOf } from '../rules/threshold/marks-of-strip.ts'
import { type CountedMark, thresholdStanding, windowBegins } from '../rules/threshold/standing.ts'
import { settingsOf } from '../set-up/store.ts'
import { readThreads } from '../threads/store.ts'
import { readStandingFacts, type StandingFacts } from './read-standing.ts'
import { type Elsewhere, shownStandings } from './shown-standings.ts'

/** The children who met the threshold, or are near it. */
export const showNationalThreshold: UseCase<typeof contract.nationalThresholdList> = async (context, { params }) => {
  const { tx, now } = context
  return success(await answerOf(tx, { schoolId: params.schoolId, now, which: 'notable' }))
}

/** One child, wherever they stand. */
export const showPupilThreshold: UseCase<typeof contract.pupilThreshold> = async (context, { params }) => {
  const { schoolId, pupilId } = params
  context.audit({ subject: pupilId })
  return success(await answerOf(context.tx, { schoolId, now: context.now, pupilIds: [pupilId], which: 'all' }))
}

/** Children of a school with marks at another school of the caller's: of those schools alone that the caller may see. */
export const showThresholdElsewhere: UseCase<typeof contract.thresholdElsewhere> = async (context, { query }) => {
  const { tx, now, tenants } = context
  const { schoolId } = query
  if (!tenants.includes(schoolId)) return notAllowed()
  const asked = await askedAt(tx, { schoolId, now })
  const facts = await readStandingFacts(tx, asked)
  if (facts === undefined) return success(await answerOf(tx, { schoolId, now, pupilIds: [], which: 'all' }))
  const same = await sameChildren(tx, { schoolId, since: windowBegins(facts.weeks) })
  const elsewhere = await marksElsewhere(tx, facts, same)
  const pupilIds = [...elsewhere.keys()]
  context.audit({ facts: { children: pupilIds.length } })
  return success(await answerOf(tx, { schoolId, now, pupilIds, which: 'all', elsewhere }))
}

interface AskedAnswer {
  readonly schoolId: SchoolId
  readonly now: Moment
  readonly pupilIds?: readonly PupilId[]
  /** `notable`: those who met it or are near; `all`: whoever was asked about. */
  readonly which: 'notable' | 'all'
  readonly elsewhere?: ReadonlyMap<PupilId, Elsewhere>
}

async function answerOf(tx: Tx, of: AskedAnswer) {
  const { schoolId, now, pupilIds, which, elsewhere = new Map() } = of
  const asked = await askedAt(tx, { schoolId, now })
  const facts = await readStandingFacts(tx, asked, pupilIds)
  const national = thresholdOn('N13', asked.today)
  if (facts === undefined || national === undefined)
    return { threshold: null, today: asked.today, weeks: [], children: [] }
  const { weeks } = facts
  const { settings } = await settingsOf(tx, schoolId)
  const threads = await readThreads(tx, { schoolId, ...(pupilIds === undefined ? {} : { pupilIds }) })
  const children = await shownStandings(tx, { facts, settings, threads, elsewhere, which })
  const present = weeks.mondays.findLastIndex((monday) => monday <= asked.today)
  const { source, verified } = national
  return {
    threshold: { ...weeks.threshold, source, verified },
    today: asked.today,
    weeks: weeks.mondays.slice(Math.max(0, present - weeks.threshold.schoolWeeks + 1), present + 1),
    children,
  }
}

/** What other schools marked, counted by their own calendars. */
async function marksElsewhere(
  tx: Tx,
  { weeks, marks, enrolments }: StandingFacts,
  same: readonly SameChild[],
): Promise<ReadonlyMap<PupilId, Elsewhere>> {
  const found = new Map<PupilId, { school: string; marks: readonly CountedMark[] }[]>()
  const year = schoolYearOf(weeks.today)
  const born = new Map(enrolments.map((one) => [one.pupilId, one.born]))
  for (const [schoolId, children] of Map.groupBy(same, ({ at }) => at.schoolId)) {
    for (const each of [year - 1, year] as SchoolYear[]) {
      const calendar = await calendarOf(tx, { schoolId, year: each })
      if (calendar === undefined) continue
      const strips = await readStrips(tx, { schoolId, year: each, pupilIds: children.map(({ at }) => at.pupilId) })
      const places = placesOf(calendar)
      for (const { pupilId, at } of children) {
        const birth = born.get(pupilId)
        const counted = countedMarks(strips.get(at.pupilId), places).filter(
          ({ session }) => birth !== undefined && isCompulsorySchoolAge(birth, session.day),
        )
        if (counted.length > 0)
          found.set(pupilId, [...(found.get(pupilId) ?? []), { school: at.school, marks: counted }])
      }
    }
  }
  // Only where it makes a difference: somebody with nothing in weeks that count is as on their own school's list.
  return new Map(
    [...found].filter(([pupilId, schools]) => {
      const all = [...schools.flatMap((one) => one.marks), ...(marks.get(pupilId) ?? [])]
      return thresholdStanding(all, weeks).now.length > 0
    }),
  )
}
