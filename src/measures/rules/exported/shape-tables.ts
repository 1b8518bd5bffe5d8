import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import type { ShapeRow, schoolShape } from '../../contract/shape.ts'
import {
  BROKEN_TIMES_NAMES,
  bandByAttendance,
  bandName,
  LATE_LENGTH_NAMES,
  SPELL_LENGTH_NAMES,
} from '../shape/shape-words.ts'
import { type Place, tableOf } from './figure-tables.ts'
import { type ExportCell, type ExportTable, percentOf } from './table.ts'

type Shape = Answer<typeof schoolShape>

/** Every table of the shape of absence, as its page has them. */
export function shapeTables(place: Place, shape: Shape): readonly ExportTable[] {
  return [
    staysTable(place, shape),
    brokenWeeksTable(place, shape),
    bandsTable(place, shape),
    minutesTable(place, shape),
    classesTable(place, shape),
  ]
}

function staysTable(place: Place, { staysByLength, all }: Shape): ExportTable {
  return tableOf(place, {
    id: 'stays-away',
    title: 'Stays away by length',
    columns: [
      { id: 'stay_length', label: 'How long' },
      { id: 'stay_length_sessions', label: 'Sessions' },
      { id: 'stays', label: 'Stays' },
      { id: 'enrolments', label: 'Pupils' },
      { id: 'sess_overall', label: 'Sessions missed' },
      { id: 'sess_overall_share_percent', label: '% of all absence' },
    ],
    rows: staysByLength.map(({ length, count, enrolments, sessions }) => [
      SPELL_LENGTH_NAMES[length].name,
      SPELL_LENGTH_NAMES[length].sessions,
      count,
      enrolments,
      sessions,
      percentOf(sessions, all.absent),
    ]),
  })
}

function brokenWeeksTable(place: Place, { brokenByTimes, all }: Shape): ExportTable {
  return tableOf(place, {
    id: 'broken-weeks',
    title: 'Pupils by broken weeks',
    columns: [
      { id: 'broken_weeks', label: 'How often' },
      { id: 'enrolments', label: 'Pupils' },
      { id: 'enrolments_percent', label: '% of pupils' },
    ],
    rows: brokenByTimes.map(({ times, enrolments }) => [
      BROKEN_TIMES_NAMES[times],
      enrolments,
      percentOf(enrolments, all.enrolments),
    ]),
  })
}

function bandsTable(place: Place, { bands, all, published }: Shape): ExportTable {
  const england =
    published === null
      ? []
      : [{ id: 'england_percent', label: `England ${schoolYearName(schoolYear(published.year))} %` }]
  return tableOf(place, {
    id: 'absence-bands',
    title: 'Pupils by band of absence',
    columns: [
      { id: 'percent_bands', label: 'Absence' },
      { id: 'percent_bands_attendance', label: 'Attendance' },
      { id: 'enrolments', label: 'Pupils' },
      { id: 'enrolments_percent', label: '% of pupils' },
      ...england,
    ],
    rows: bands.map((enrolments, band): ExportCell[] => [
      bandName(band),
      bandByAttendance(band),
      enrolments,
      percentOf(enrolments, all.enrolments),
      ...(published === null ? [] : [published.shares[band] ?? 0]),
    ]),
  })
}

function minutesTable(place: Place, { lateByLength, all }: Shape): ExportTable {
  return tableOf(place, {
    id: 'minutes-late',
    title: 'Late sessions by minutes',
    columns: [
      { id: 'late_minutes', label: 'How late' },
      { id: 'sess_late', label: 'Late sessions' },
      { id: 'enrolments', label: 'Pupils' },
      { id: 'sess_late_share_percent', label: '% of all late' },
    ],
    rows: lateByLength.map(({ length, sessions, enrolments }) => [
      LATE_LENGTH_NAMES[length],
      sessions,
      enrolments,
      percentOf(sessions, all.late.sessions),
    ]),
  })
}

/** Year groups, then classes, then everybody. */
function classesTable(place: Place, { byYearGroup, byGroup, all }: Shape): ExportTable {
  return tableOf(place, {
    id: 'shape-of-classes',
    title: 'Year groups and classes',
    columns: [
      { id: 'breakdown', label: 'Group' },
      { id: 'enrolments', label: 'Pupils' },
      { id: 'enrolments_full_attendance', label: 'Full attendance' },
      { id: 'stays', label: 'Stays away' },
      { id: 'broken_weeks', label: 'Broken weeks' },
      { id: 'sess_late', label: 'Late sessions' },
      { id: 'late_minutes', label: 'Minutes late' },
      { id: 'sess_late_without_time', label: 'Late without a time' },
    ],
    rows: [...[...byYearGroup, ...byGroup].map((one) => classRow(one.name, one)), classRow('Total', all)],
  })
}

function classRow(name: string, { enrolments, full, stays, brokenWeeks, late }: ShapeRow): readonly ExportCell[] {
  return [name, ...[enrolments, full, stays.count, brokenWeeks.weeks, late.sessions, late.minutes, late.withoutMinutes]]
}
