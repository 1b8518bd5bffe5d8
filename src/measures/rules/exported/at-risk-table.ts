import type { Answer } from '../../../kernel/operation.ts'
import type { schoolAhead } from '../../contract/ahead.ts'
import { type Place, tableOf } from './figure-tables.ts'
import { type ExportCell, type ExportTable, NOT_APPLICABLE, percentOf } from './table.ts'

type Ahead = Answer<typeof schoolAhead>

/** Pupils at risk in the order of the page: those first who can still be helped. */
export function atRiskTable(place: Place, { pupils }: Pick<Ahead, 'pupils'>): ExportTable {
  return tableOf(place, {
    id: 'at-risk',
    title: 'Pupils at risk',
    columns: [
      { id: 'pupil_name', label: 'Pupil' },
      { id: 'year_group', label: 'Year group' },
      { id: 'registration_group', label: 'Group' },
      { id: 'sess_overall', label: 'Missed' },
      { id: 'sess_possible', label: 'of' },
      { id: 'sess_overall_percent', label: 'Absence %' },
      { id: 'sessions_left_before_10_percent_year', label: 'Can miss by July' },
      { id: 'sessions_left_before_50_percent_year' },
      { id: 'sessions_left_before_10_percent_term', label: 'By end of term' },
      { id: 'sessions_to_come' },
      { id: 'sessions_planned_absent' },
      { id: 'forecast_alike_persistent', label: 'Alike with whose rest of the year it would be 10 %' },
      { id: 'forecast_alike', label: 'of alike' },
      { id: 'forecast_absence_percent', label: 'Ends at %' },
      { id: 'forecast_absence_percent_low' },
      { id: 'forecast_absence_percent_high' },
      { id: 'sessions_to_reach_90_percent' },
      { id: 'day_90_percent_reached' },
    ],
    rows: pupils.map(rowOf),
  })
}

function rowOf({ pupil, absent, possible, year, term, forecast, reaches90 }: Ahead['pupils'][number]) {
  const twoPlaces = (value: number): ExportCell => Math.round(100 * value) / 100
  const given = (value: ExportCell | null | undefined): ExportCell => value ?? NOT_APPLICABLE
  return [
    ...[pupil.name, pupil.yearGroup ?? '', pupil.group ?? ''],
    ...[absent, possible, percentOf(absent, possible)],
    ...[year.before10, year.before50, given(term?.before10), year.toCome, year.planned],
    ...(forecast === null
      ? Array.from({ length: 5 }, () => NOT_APPLICABLE)
      : [...[forecast.persistent, forecast.of], ...[forecast.absence, forecast.low, forecast.high].map(twoPlaces)]),
    ...[given(reaches90?.sessions), given(reaches90?.day)],
  ]
}
