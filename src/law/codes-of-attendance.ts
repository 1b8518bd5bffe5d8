import { read, unread } from './citation.ts'
import { asks, NEW_2024, needs, REG_10, type Row } from './code-rows.ts'

const REG_10_2 = read(`${REG_10}(2), Table 1`)
const REG_10_3 = `${REG_10}(3), Table 2`

export const PRESENT_ROWS: readonly Row[] = [
  [1, '/', 'Present in the morning', 'T1', 'present', 'in', REG_10_2],
  [2, '\\', 'Present in the afternoon', 'T1', 'present', 'in', REG_10_2],
  [
    3,
    'L',
    'Late, before the register closed',
    'T1',
    'present',
    'late',
    REG_10_2,
    { details: [asks('arrival_time', 'What time did they arrive?'), asks('reason', 'Why were they late?')] },
  ],
]

export const ELSEWHERE_ROWS: readonly Row[] = [
  [
    4,
    'K',
    'Education arranged by the local authority',
    'T2',
    'approved-activity',
    'elsewhere',
    read(`${REG_10_3}; section 19(1) Education Act 1996, sections 42(2) and 61(1) Children and Families Act 2014`),
    { ...NEW_2024, details: [asks('provider', 'Who provides it?')] },
  ],
  [
    5,
    'V',
    'Educational visit or trip',
    'T2',
    'approved-activity',
    'elsewhere',
    read(REG_10_3),
    { details: [asks('trip', 'Which trip, and which member of staff supervises it?')] },
  ],
  [
    6,
    'P',
    'Sporting activity',
    'T2',
    'approved-activity',
    'elsewhere',
    read(`${REG_10_3}, and 10(11)`),
    { details: [asks('activity', 'Which activity, and who supervises it?')] },
  ],
  [
    7,
    'W',
    'Work experience',
    'T2',
    'approved-activity',
    'elsewhere',
    unread(`${REG_10_3}, and 10(11)`),
    { details: [asks('placement', 'Where is the placement?')] },
  ],
  [
    8,
    'B',
    'Other approved educational activity',
    'T2',
    'approved-activity',
    'elsewhere',
    unread(`${REG_10_3}, and 10(11)`),
    { details: [needs('nature', 'What is the activity?')] },
  ],
  [
    9,
    'D',
    'At another school where they are registered',
    'T2',
    'not-possible',
    'elsewhere',
    unread(REG_10_3),
    // Before September 2011 DfE counted D as attendance. A strip's byte has one class for ever, so the table starts there.
    { since: '2011-09-01', details: [needs('other_school', 'Which other school?')] },
  ],
]
