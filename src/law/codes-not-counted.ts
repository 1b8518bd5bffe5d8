import { REGULATIONS_2006, read } from './citation.ts'
import { asks, NEW_2024, needs, RESTATED, type Row } from './code-rows.ts'

const LAST_OF_2006 = '2024-08-18'

export const UNABLE_ROWS: readonly Row[] = (
  [
    [21, 'Q', 'Lack of access arrangements', 'la_duty', 'What should the authority have arranged?'],
    [22, 'Y1', 'Usual transport not available', 'route', 'Which route?'],
    [23, 'Y2', 'Widespread travel disruption', 'event', 'What happened?'],
    [24, 'Y3', 'Part of the school premises closed', 'closure', 'Which part, and until when?'],
    [25, 'Y4', 'Whole school site unexpectedly closed', 'closure', 'Why, and until when?'],
    [26, 'Y5', 'In criminal justice detention', 'restricted', 'From when to when?'],
    [27, 'Y6', 'Kept away by public health guidance or law', 'guidance', 'Which guidance or law?'],
  ] as const
).map(([byte, code, name, key, label]) => [
  byte,
  code,
  name,
  'T3-unable',
  'not-possible',
  'out',
  RESTATED,
  { ...NEW_2024, details: [asks(key, label)] },
])

export const OTHER_UNABLE_ROWS: readonly Row[] = [
  [
    28,
    'Y7',
    'Another unavoidable cause',
    'T3-unable',
    'not-possible',
    'out',
    RESTATED,
    { ...NEW_2024, details: [needs('nature', 'What unavoidable cause kept the pupil away?')] },
  ],
]

export const ADMINISTRATIVE_ROWS: readonly Row[] = [
  [33, 'Z', 'Not yet on the admission register', 'administrative', 'administrative', 'none', RESTATED],
  [
    34,
    '#',
    'Planned whole-school closure',
    'administrative',
    'administrative',
    'none',
    RESTATED,
    { details: [asks('closure', 'Which closure?')] },
  ],
]

export const RETIRED_ROWS: readonly Row[] = [
  [
    35,
    'H',
    'Agreed family holiday',
    'retired',
    'authorised',
    'out',
    read(`${REGULATIONS_2006}; notes of management information suppliers, 2024`),
    { until: LAST_OF_2006, instead: 'C where leave was granted for exceptional circumstances, otherwise G' },
  ],
  [
    36,
    'F',
    'Agreed extended family holiday',
    'retired',
    'authorised',
    'out',
    read('DfE pupil absence methodology, 4.2.1 (spring census 2014; the exact last day was not seen)'),
    { until: '2014-01-01', instead: 'C where leave was granted for exceptional circumstances, otherwise G' },
  ],
  [
    37,
    'J',
    'Interview, counted as an approved educational activity',
    'retired',
    'approved-activity',
    'elsewhere',
    read(`${REGULATIONS_2006}; notes of management information suppliers, 2024`),
    { until: LAST_OF_2006, instead: 'J1, which is authorised absence' },
  ],
  [
    38,
    'Y',
    'Unable to attend in exceptional circumstances',
    'retired',
    'not-possible',
    'out',
    read(`${REGULATIONS_2006}; notes of management information suppliers, 2024`),
    { until: LAST_OF_2006, instead: 'the one of Y1 to Y7 that fits the reason' },
  ],
]

export const GAP_ROWS: readonly Row[] = [
  [39, '-', 'No mark yet', 'none', 'missing', 'unknown', read('Convention of school systems; never a legal mark')],
]
