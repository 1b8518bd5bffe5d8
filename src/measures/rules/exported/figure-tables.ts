import { type Day, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import type { schoolCohorts } from '../../contract/cohorts.ts'
import type { MovedPupil, schoolCrossings } from '../../contract/crossings.ts'
import type { schoolFigures } from '../../contract/figures.ts'
import type { DivisionShown } from '../../contract/shown.ts'
import {
  type ExportCell,
  type ExportColumn,
  type ExportTable,
  FIGURE_COLUMNS,
  figureCells,
  gapInPoints,
  HIDDEN,
  percentOf,
  SESSION_COLUMNS,
  sessionCells,
} from './table.ts'

/** What every row of a file says of where and when it is. */
export interface Place {
  readonly school: { readonly name: string; readonly urn: string; readonly laestab: string }
  readonly year: number
  readonly from: Day
  readonly until: Day
}

const PLACE_COLUMNS: readonly ExportColumn[] = [
  { id: 'time_period' },
  { id: 'geographic_level' },
  { id: 'school_urn' },
  { id: 'school_laestab' },
  { id: 'school_name' },
  { id: 'date_from' },
  { id: 'date_until' },
]

/** DfE writes 2026/27 as 202627, and a school's number without the stroke. */
function placeCells({ school, year, from, until }: Place): readonly ExportCell[] {
  const period = Number(schoolYearName(schoolYear(year)).replace('/', ''))
  return [period, 'School', school.urn, school.laestab.replace('/', ''), school.name, from, until]
}

export function tableOf(place: Place, of: Pick<ExportTable, 'id' | 'title' | 'columns' | 'rows'>): ExportTable {
  const cells = placeCells(place)
  return { ...of, columns: [...PLACE_COLUMNS, ...of.columns], rows: of.rows.map((row) => [...cells, ...row]) }
}

type Figures = Answer<typeof schoolFigures>

export function yearGroupTable(place: Place, { figures, byYearGroup, weeks }: Figures): ExportTable {
  const cells = (of: Figures['figures']) => figureCells(of, weeks.length)
  return tableOf(place, {
    id: 'year-groups',
    title: 'Year groups',
    columns: [{ id: 'year_group', label: 'Year group' }, ...FIGURE_COLUMNS],
    rows: [...byYearGroup.map((one) => [one.name, ...cells(one.figures)]), ['Total', ...cells(figures)]],
  })
}

export function registrationGroupTable(place: Place, { byGroup, weeks }: Figures): ExportTable {
  return tableOf(place, {
    id: 'registration-groups',
    title: 'Registration groups',
    columns: [{ id: 'registration_group', label: 'Group' }, ...FIGURE_COLUMNS],
    rows: byGroup.map((one) => [one.name, ...figureCells(one.figures, weeks.length)]),
  })
}

/** Each row's first and last day are those counted of its week, where they are known: not every day of a week need have been asked for. */
export function weekTable(
  place: Place,
  weeks: readonly {
    readonly monday: Day
    /** Null where the week is hidden. */
    readonly sessions: Parameters<typeof sessionCells>[0] | null
    readonly from?: Day
    readonly to?: Day
  }[],
): ExportTable {
  const columns = [{ id: 'week_commencing', label: 'Week from' }, ...SESSION_COLUMNS]
  const rows = weeks.map(({ monday, sessions, from = place.from, to = place.until }) => [
    ...placeCells({ ...place, from, until: to }),
    monday,
    ...(sessions === null ? SESSION_COLUMNS.map(() => HIDDEN) : sessionCells(sessions)),
  ])
  return { id: 'weeks', title: 'Weeks', columns: [...PLACE_COLUMNS, ...columns], rows }
}

export function codeTable(place: Place, { codes, figures }: Figures): ExportTable {
  const { possible } = figures.sessions
  const isPossible = (of: string) => ['present', 'approved-activity', 'authorised', 'unauthorised'].includes(of)
  return tableOf(place, {
    id: 'codes',
    title: 'Codes',
    columns: [
      { id: 'attendance_code', label: 'Code' },
      { id: 'attendance_code_description', label: 'Meaning' },
      { id: 'attendance_code_class', label: 'Counted as' },
      { id: 'session_count', label: 'Sessions' },
      { id: 'session_percent', label: '% of possible' },
    ],
    rows: codes.map(({ code, name, statistical, sessions }) => [
      code,
      name,
      statistical.replaceAll('-', ' '),
      sessions,
      isPossible(statistical) ? percentOf(sessions, possible) : { symbol: 'z' },
    ]),
  })
}

/** Every group beside everybody else, one under the other. */
export function cohortTable(
  place: Place,
  {
    all,
    divisions,
    schoolWeeks,
  }: Pick<Answer<typeof schoolCohorts>, 'all'> & { divisions: readonly DivisionShown[]; schoolWeeks?: number },
): ExportTable {
  return tableOf(place, {
    id: 'groups',
    title: 'Groups of pupils',
    columns: [
      { id: 'breakdown_topic', label: 'By' },
      { id: 'breakdown', label: 'Group' },
      ...FIGURE_COLUMNS,
      { id: 'gap_to_rest_percentage_points', label: 'Gap to the rest, points' },
    ],
    rows: [
      ['Total', 'Total', ...figureCells(all, schoolWeeks), { symbol: 'z' }],
      ...divisions.flatMap(({ name, cohorts }) =>
        cohorts.map((one) => [
          name,
          one.name,
          ...figureCells(one.figures, schoolWeeks),
          gapInPoints(one.figures, one.rest),
        ]),
      ),
    ],
  })
}

const STANDING_WORDS: Readonly<Record<MovedPupil['from'], string>> = {
  none: 'No sessions',
  'below-5': 'Below 5 %',
  'at-risk': 'At risk, 5 to 10 %',
  persistent: 'Persistent, 10 to 50 %',
  severe: 'Severe, 50 % or more',
}

type Crossings = Answer<typeof schoolCrossings>

/** Who crossed a line, by name. */
function movedTable(place: Place, of: { id: string; title: string; moved: readonly MovedPupil[] }): ExportTable {
  return tableOf(place, {
    id: of.id,
    title: of.title,
    columns: [
      { id: 'pupil_name', label: 'Pupil' },
      { id: 'year_group', label: 'Year group' },
      { id: 'registration_group', label: 'Group' },
      { id: 'standing_before', label: 'Before' },
      { id: 'sess_overall_before', label: 'Missed' },
      { id: 'sess_possible_before', label: 'of' },
      { id: 'standing_now', label: 'Now' },
      { id: 'sess_overall', label: 'Missed' },
      { id: 'sess_possible', label: 'of' },
    ],
    rows: of.moved.map(({ pupil, from, to, before, now }) => [
      pupil.name,
      pupil.yearGroup ?? '',
      pupil.group ?? '',
      STANDING_WORDS[from],
      before.absent,
      before.possible,
      STANDING_WORDS[to],
      now.absent,
      now.possible,
    ]),
  })
}

export function crossingTables(place: Place, { week, terms }: Crossings): readonly ExportTable[] {
  const since = week === null ? 'this week' : `in the week from ${shortDay(week.monday)}`
  return [
    movedTable(place, { id: 'crossed-this-week', title: `Crossed a line ${since}`, moved: week?.moved ?? [] }),
    ...(terms === null
      ? []
      : [
          transitionTable(ofTerm(place, terms), terms),
          movedTable(ofTerm(place, terms), {
            id: 'crossed-since-last-term',
            title: `Crossed a line between ${terms.before.name} and ${terms.now.name}`,
            moved: terms.moved,
          }),
        ]),
  ]
}

/** The days of such a row are those of the term that it ends in, whatever days were asked for. */
function ofTerm(place: Place, { now }: NonNullable<Crossings['terms']>): Place {
  return { ...place, from: now.from, until: now.to }
}

function transitionTable(place: Place, { before, now, counts }: NonNullable<Crossings['terms']>): ExportTable {
  return tableOf(place, {
    id: 'last-term-to-this',
    title: `${before.name} to ${now.name}`,
    columns: [
      { id: 'standing_before', label: before.name },
      { id: 'standing_now', label: now.name },
      { id: 'enrolments', label: 'Pupils' },
    ],
    rows: counts
      .filter(({ enrolments }) => enrolments > 0)
      .map(({ from, to, enrolments }) => [STANDING_WORDS[from], STANDING_WORDS[to], enrolments]),
  })
}
