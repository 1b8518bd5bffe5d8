import {
  type ExportCell,
  type ExportTable,
  HIDDEN,
  NOT_APPLICABLE,
  type Place,
  tableOf,
} from '../../../measures/contract.ts'
import type { WhatHelped } from '../../contract/what-helped.ts'
import { REFUSED_NAMES, SUPPORT_KIND_NAMES } from './kinds.ts'

const count = (value: number | null): ExportCell => value ?? HIDDEN
const points = (value: number | null | undefined): ExportCell =>
  value === null || value === undefined ? NOT_APPLICABLE : Math.round(100 * value) / 100

/** What the page "What helped" shows, as tables for a file. */
export function impactTables(place: Place, of: WhatHelped): readonly ExportTable[] {
  return [supportTable(place, of), refusalTable(place, of), referralTable(place, of)]
}

function supportTable(place: Place, { kinds }: WhatHelped): ExportTable {
  return tableOf(place, {
    id: 'supports',
    title: 'What helped',
    columns: [
      { id: 'support', label: 'Support' },
      { id: 'children_offered', label: 'Children to whom it was offered' },
      { id: 'children_accepted', label: 'Children whose family accepted' },
      { id: 'children_refused', label: 'Children whose family refused' },
      { id: 'children_open', label: 'Children without an answer yet' },
      { id: 'children_with_it', label: 'Children with whom it began' },
      { id: 'children_compared', label: 'Of them, children who can be compared' },
      { id: 'effect_percentage_points', label: 'Change of absence beside children alike, in percentage points' },
      { id: 'effect_low', label: 'Lower end of its 95 % interval' },
      { id: 'effect_high', label: 'Upper end of it' },
      { id: 'result', label: 'In words' },
    ],
    rows: kinds.map(({ kind, offered, accepted, refused, open, ran, compared, effect, interval, line }) => [
      SUPPORT_KIND_NAMES[kind],
      ...[offered, accepted, refused, open, ran, compared].map(count),
      ...[points(effect), points(interval?.low), points(interval?.high)],
      line ?? (ran === 0 ? NOT_APPLICABLE : HIDDEN),
    ]),
  })
}

function refusalTable(place: Place, { refusals, refusing }: WhatHelped): ExportTable {
  return tableOf(place, {
    id: 'refusals',
    title: 'Why families refused',
    columns: [
      { id: 'reason', label: 'Reason' },
      { id: 'children', label: 'Children whose family gave it' },
    ],
    rows: [
      ...refusals.map(({ because, children }) => [REFUSED_NAMES[because], count(children)]),
      ['Any reason', count(refusing)],
    ],
  })
}

function referralTable(place: Place, { waits }: WhatHelped): ExportTable {
  return tableOf(place, {
    id: 'referrals',
    title: 'How long referrals waited',
    columns: [
      { id: 'service_kind', label: 'Kind of service' },
      { id: 'referrals', label: 'Referrals' },
      { id: 'referrals_over', label: 'Of them seen or declined' },
      { id: 'days_until_over_median', label: 'Days until then, the middle one' },
      { id: 'days_waiting_longest', label: 'Days that a family still waits, the longest' },
    ],
    rows: waits.map(({ kind, referrals, over, medianDays, longestDays }) => [
      SUPPORT_KIND_NAMES[kind],
      ...[count(referrals), count(over)],
      over === 0 ? NOT_APPLICABLE : count(medianDays),
      referrals !== null && referrals === over ? NOT_APPLICABLE : count(longestDays),
    ]),
  })
}
