import { addDays, longDay, shortDay, weekday } from '../../kernel/day.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { type RegisterExtract, readExtract } from '../../register/index.ts'
import { mondayOf, type RollPupil } from '../../roll/contract.ts'
import type { YearAndClock } from '../../roll/index.ts'
import type { PackLine, PackSection } from '../rules/pack/section.ts'
import { type About, section } from './about.ts'

/** The register's own part: extract, totals, amendments, codes, times. Certified as a whole, so only words of reasons can be blacked out. */
export async function registerSections(
  about: About,
  { pupil, years }: { readonly pupil: RollPupil; readonly years: readonly YearAndClock[] },
): Promise<{ readonly sections: readonly PackSection[]; readonly journal: RegisterExtract['journal'] }> {
  const { tx, schoolId, from, to, now } = about
  const extract = await readExtract(tx, { schoolId, pupil, from, to, now })
  return {
    journal: extract.journal,
    sections: [
      weeks(extract),
      section({
        id: 'totals',
        title: 'The same in numbers',
        columns: ['What', 'Sessions'],
        widths: [2, 3],
        whole: true,
        lines: extract.totals.map(({ label, value }) => ({ id: label, cells: [label, value], text: '' })),
      }),
      amendments(extract),
      section({
        id: 'codes',
        title: 'Key to the codes',
        columns: ['Code', 'Meaning', 'Counted as'],
        widths: [1, 5, 3],
        whole: true,
        lines: extract.codes.map((one) => ({ id: one.code, cells: [one.code, one.name, one.class], text: '' })),
        empty: 'There is no mark in this time.',
      }),
      schoolTimes(years, extract),
    ],
  }
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const

function weeks({ sessions, amendments: changed }: RegisterExtract): PackSection {
  const amended = new Set(changed.map((one) => one.session))
  const inWeeks = Map.groupBy(
    sessions.filter(({ begun }) => begun),
    ({ session }) => mondayOf(session.day),
  )
  const isWeekend = sessions.some(({ session }) => weekday(session.day) > 5)
  const days = isWeekend ? [...DAYS, 'Saturday', 'Sunday'] : DAYS
  return section({
    id: 'register',
    title: 'Register extract',
    intro: [
      'Every session of the period, a week in each row. In each day the mark of the morning stands before the mark of the afternoon. A dagger (†) stands by a mark that was amended; each amendment is listed further on. A dash is a session without a mark; an empty day is one on which the school did not meet, or that was still to come.',
    ],
    columns: ['Week of', ...days],
    widths: [3, ...days.map(() => 2)],
    whole: true,
    lines: [...inWeeks].map(([monday, of]): PackLine => {
      const cells = days.map((_, place) =>
        of
          .filter(({ session }) => session.day === addDays(monday, place))
          .map(({ session, code }) => {
            const dagger = amended.has(`${shortDay(session.day)} ${session.half}`) ? '†' : ''
            return `${code === '' ? '–' : code}${dagger}`
          })
          .join('  '),
      )
      return { id: monday, cells: [shortDay(monday), ...cells], text: '' }
    }),
    empty: 'The school did not meet in this time.',
  })
}

function amendments({ amendments: changed }: RegisterExtract): PackSection {
  return section({
    id: 'amendments',
    title: 'Every amendment of the register',
    intro: ['The original mark, the mark as amended, why, when, and who amended it with their position then.'],
    columns: ['Session', 'Original', 'Amended', 'Reason', 'When', 'By'],
    widths: [7, 4, 4, 10, 7, 9],
    free: [3],
    whole: true,
    lines: changed.map((one, place) => ({
      id: `${one.index} ${place}`,
      cells: [one.session, one.from, one.to, one.reason, one.at, one.by],
      text: '',
    })),
    empty: 'No mark of this period was amended.',
  })
}

/** The times of each year group that the child was in while the school met, from the day on from which they held. */
function schoolTimes(years: readonly YearAndClock[], { sessions }: RegisterExtract): PackSection {
  const told = ({ yearGroup, clock }: YearAndClock) => JSON.stringify([yearGroup, clock])
  // A day on which another year group's times changed changes nothing here.
  const spans = years.filter((one, at) => at === 0 || told(one) !== told(years[at - 1] ?? one))
  const lines = spans.flatMap(({ since, yearGroup, clock }, at): PackLine[] => {
    const next = spans[at + 1]?.since
    const isMet = sessions.some(({ session: { day } }) => day >= since && (next === undefined || day < next))
    if (clock === null || (!isMet && next !== undefined)) return []
    const cells = [
      longDay(since),
      yearGroupName(yearGroup),
      `In the morning: open ${clock.amOpen}, closed ${clock.amClose}`,
      `In the afternoon: open ${clock.pmOpen}, closed ${clock.pmClose}`,
      clock.dayEnd,
    ]
    return [{ id: since, cells, text: '' }]
  })
  return section({
    id: 'times',
    title: 'School times',
    intro: [
      'When the registers of the child’s year group open and close. Who comes after a register has opened and before it closes is late; who comes after it has closed has an unauthorised absence, unless another code says why.',
    ],
    columns: ['From', 'Year group', 'Morning register', 'Afternoon register', 'The day ends'],
    widths: [3, 2, 4, 4, 2],
    whole: true,
    lines,
    empty: 'The times of this year group are not entered.',
  })
}
