import type { ExportTable } from './table.ts'

/** What each column of a file holds. Names are DfE's where its published files have them (pupil attendance and absence in schools in England). */
const MEANINGS: Readonly<Record<string, string>> = {
  ...{
    time_period: 'School year: 202627 is 2026/27',
    geographic_level: 'What a row is of: one school, or a sum of schools',
    school_urn: 'Unique reference number of the school (GIAS)',
    school_laestab: 'Number of the authority and of the establishment in it (GIAS)',
    school_name: 'Name of the school',
    education_phase: 'Phase of the school',
    date_from: 'First day counted',
    date_until: 'Last day counted',
    week_commencing: 'The Monday of the week',
    weeks: 'School weeks counted',
  },
  ...{
    breakdown_topic: 'By what pupils are grouped',
    breakdown: 'The group of pupils',
    year_group: 'Year group',
    registration_group: 'Registration group',
    sex: 'Sex as the roll has it',
    pupil_name: 'Name of the pupil',
    compared: 'What the school is set beside',
    source: 'Where a figure comes from',
  },
  ...{
    enrolments: 'Pupils (enrolments) counted; those with a possible session',
    enrolments_percent: 'Those pupils in per cent of all',
    sess_possible: 'Possible sessions: each is half a day; codes D, X, Q, Y1 to Y7, Z and # are none',
    sess_attended: 'Sessions attended: present, late before the register closed, or at an approved activity',
    sess_attended_percent: 'Attendance: sessions attended in per cent of possible sessions',
    sess_overall: 'Sessions missed, authorised or not',
    sess_overall_percent: 'Absence: sessions missed in per cent of possible sessions',
    sess_authorised: 'Sessions of authorised absence',
    sess_authorised_percent: 'Authorised absence in per cent of possible sessions',
    sess_unauthorised: 'Sessions of unauthorised absence',
    sess_unauthorised_percent: 'Unauthorised absence in per cent of possible sessions',
    enrolments_pa_10_exact: 'Persistently absent: pupils who missed 10 % or more of their own possible sessions',
    enrolments_pa_10_exact_percent: 'Persistently absent in per cent of pupils',
    enrolments_pa_50_exact: 'Severely absent: pupils who missed 50 % or more of their own possible sessions',
    enrolments_pa_50_exact_percent: 'Severely absent in per cent of pupils',
    enrolments_full_attendance: 'Pupils who missed nothing',
    gap_to_rest_percentage_points: 'Absence of the group less that of everybody else, in percentage points',
    england_percent: 'England’s published share of pupils, in per cent',
  },
  ...{
    attendance_code: 'Attendance code of the register',
    attendance_code_description: 'What the code stands for',
    attendance_code_class: 'What the code counts as in statistics',
    session_count: 'Sessions with the code',
    session_percent: 'Those in per cent of possible sessions',
    standing_before: 'On which side of the lines of absence before',
    standing_now: 'On which side of the lines of absence now',
    sess_overall_before: 'Sessions missed before',
    sess_possible_before: 'Possible sessions before',
  },
  ...{
    stay_length: 'How long a stay away lasted',
    stay_length_sessions: 'The same in sessions',
    stays: 'Stays away: sessions missed one after the other',
    sess_overall_share_percent: 'Sessions missed in per cent of all sessions missed',
    broken_weeks: 'Weeks in which a pupil was here and away',
    percent_bands: 'Absence of the pupil, in per cent',
    percent_bands_attendance: 'The same as attendance',
    late_minutes: 'Minutes late',
    sess_late: 'Sessions arrived late for',
    sess_late_share_percent: 'Those in per cent of all late sessions',
    sess_late_without_time: 'Late sessions whose time of arrival is not known',
  },
  ...{
    sessions_left_before_10_percent_year: 'More sessions that can be missed by July before 10 % of the year',
    sessions_left_before_50_percent_year: 'The same before 50 %',
    sessions_left_before_10_percent_term: 'The same before 10 %, by the end of the term',
    sessions_to_come: 'Possible sessions to come this year',
    sessions_planned_absent: 'Of them, absences that are planned',
    forecast_alike_persistent: 'Of pupils alike in earlier years, how many became persistently absent',
    forecast_alike: 'Pupils alike in earlier years',
    forecast_absence_percent: 'Absence at the end of the year, forecast',
    forecast_absence_percent_low: 'Lower end of that forecast',
    forecast_absence_percent_high: 'Upper end of that forecast',
    sessions_to_reach_90_percent: 'Sessions to attend, one after the other, until attendance is 90 %',
    day_90_percent_reached: 'The day on which that would be',
  },
}

/** Signs that stand in place of a number, as in DfE's files. */
const SIGNS = [
  ['c', 'Hidden: so few pupils that one could be told from it'],
  ['z', 'Does not apply'],
] as const

/** What every column of these tables holds, once each, and the signs that stand in place of numbers: the sheet "key" of a spreadsheet. */
export function columnKey(tables: readonly ExportTable[]): ExportTable {
  const columns = new Map(tables.flatMap((table) => table.columns.map(({ id, label }) => [id, label] as const)))
  return {
    id: 'key',
    title: 'What each column holds',
    columns: [{ id: 'column' }, { id: 'meaning' }],
    rows: [...[...columns].map(([id, label]) => [id, MEANINGS[id] ?? label ?? '']), ...SIGNS.map((row) => [...row])],
  }
}
