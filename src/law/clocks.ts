import { type Citation, REGULATIONS_2024, REGULATIONS_2024_BEGIN, read, unread, WORKING_TOGETHER } from './citation.ts'

export type Unit =
  | ('minutes' | 'days' | 'school days' | 'weeks' | 'school weeks' | 'months' | 'years')
  | ('sessions' | 'percent' | 'pounds' | 'times' | 'times a session' | 'times a day' | 'times a year')

type Row = readonly [
  id: string,
  title: string,
  amount: number,
  unit: Unit,
  from: Citation,
  since?: string | undefined,
  until?: string,
]

const DFE_METHOD = read('DfE pupil absence methodology, 3.2')
const RETURNS = read(
  'Statutory absence returns as guidance of two other authorities has them (Derbyshire, Hertfordshire); ask yours',
)
const NATIONAL_FRAMEWORK = read('National framework for penalty notices, as restated in local codes of conduct')
const NOTICE = read('Local authority guidance on notices to improve; a school attendance policy of 2024')
const SINCE_2024 = REGULATIONS_2024_BEGIN

/**
 * The national clocks and thresholds, one row per amount and time of validity. The part of the id before the dash is the rule's
 * number in this project's list; what comes after says which of a rule's amounts it is. A row without days holds for any day.
 */
export const CLOCK_ROWS = [
  [
    'N1',
    'Register taken at the start of the morning and once in the afternoon',
    1,
    'times a session',
    read(`${REGULATIONS_2024}, regulation 10(1)`),
  ],
  [
    'N2',
    'Longest time a register may stay open',
    30,
    'minutes',
    read(`${WORKING_TOGETHER}, as restated by Nottinghamshire County Council`),
  ],
  [
    'N3',
    'Absent pupil with no known reason becomes N when the register closes',
    0,
    'minutes',
    read(`${WORKING_TOGETHER}, paragraph 407`),
  ],
  [
    'N4',
    'Time to find the reason behind an N; after it the mark becomes O',
    5,
    'school days',
    read(`${REGULATIONS_2024}, regulation 10(7) to (9)`),
    SINCE_2024,
  ],
  [
    'N5',
    'Contact home about an unexplained absence, from the day it begins',
    0,
    'school days',
    read(`${WORKING_TOGETHER}, page 20`),
  ],
  ['N6', 'Continuous unauthorised absence that goes into an attendance return', 10, 'school days', RETURNS],
  ['N7', 'Attendance returns for irregular attendance, at least', 1, 'months', RETURNS],
  ['N8', 'Illness, missed or expected, that calls for a sickness return', 15, 'school days', RETURNS],
  [
    'N9',
    'New pupil return after the day of entry',
    5,
    'days',
    read(`${REGULATIONS_2024}, regulation 13(1) to (3)`),
    SINCE_2024,
  ],
  [
    'N10',
    'Deletion return after a ground is met, and never later than the deletion',
    0,
    'days',
    unread(`${REGULATIONS_2024}, regulation 13(4)`),
  ],
  [
    'N11',
    'Not back after leave: joint enquiry with the authority',
    10,
    'school days',
    unread(`${REGULATIONS_2024}, regulation 9(1)(h)`),
  ],
  [
    'N12',
    'Unauthorised and not found: joint enquiry with the authority',
    20,
    'school days',
    unread(`${REGULATIONS_2024}, regulation 9(1)(i)`),
  ],
  [
    'N13',
    'Unauthorised sessions at which a penalty notice must be considered',
    10,
    'sessions',
    NATIONAL_FRAMEWORK,
    SINCE_2024,
  ],
  [
    'N13-window',
    'School weeks in which those sessions are counted',
    10,
    'school weeks',
    NATIONAL_FRAMEWORK,
    SINCE_2024,
  ],
  ['N14-least', 'Shortest period of a notice to improve', 3, 'weeks', NOTICE, SINCE_2024],
  ['N14-most', 'Longest period of a notice to improve', 6, 'weeks', NOTICE, SINCE_2024],
  ['N15-early', 'First penalty notice: time to pay the lower amount', 21, 'days', NATIONAL_FRAMEWORK, SINCE_2024],
  ['N15-early-price', 'First penalty notice: the lower amount', 80, 'pounds', NATIONAL_FRAMEWORK, SINCE_2024],
  ['N15-late', 'First penalty notice: time to pay at all', 28, 'days', NATIONAL_FRAMEWORK, SINCE_2024],
  ['N15-late-price', 'First penalty notice: the full amount', 160, 'pounds', NATIONAL_FRAMEWORK, SINCE_2024],
  ['N16', 'Second penalty notice: time to pay', 28, 'days', NATIONAL_FRAMEWORK, SINCE_2024],
  ['N16-price', 'Second penalty notice: the amount, with no lower one', 160, 'pounds', NATIONAL_FRAMEWORK, SINCE_2024],
  [
    'N17',
    'Years from the first notice in which notices to the same parent for the same child are counted',
    3,
    'years',
    NATIONAL_FRAMEWORK,
    SINCE_2024,
  ],
  [
    'N17-most',
    'Penalty notices to one parent for one child in those years',
    2,
    'times',
    NATIONAL_FRAMEWORK,
    SINCE_2024,
  ],
  [
    'N18',
    'Days of a suspension in which the child may not be in a public place',
    5,
    'school days',
    read('Education (Penalty Notices) (England) Regulations 2007; a school attendance policy of 2024'),
  ],
  [
    'N19',
    'Consecutive day of exclusion from which other education must be provided',
    6,
    'school days',
    read('DfE attendance dashboard, technical guidance on code E'),
  ],
  [
    'N20',
    'Persistent absence, of a pupil’s own possible sessions',
    20,
    'percent',
    DFE_METHOD,
    '2005-08-01',
    '2010-07-31',
  ],
  [
    'N20',
    'Persistent absence, of a pupil’s own possible sessions',
    15,
    'percent',
    DFE_METHOD,
    '2010-08-01',
    '2015-07-31',
  ],
  ['N20', 'Persistent absence, of a pupil’s own possible sessions', 10, 'percent', DFE_METHOD, '2015-08-01'],
  ['N21', 'Severe absence, of a pupil’s own possible sessions', 50, 'percent', DFE_METHOD],
  [
    'N22',
    'Keeping a register entry, from the day it was made',
    3,
    'years',
    read('Explanatory note to SI 2024/208, regulation 7'),
    undefined,
    '2024-08-18',
  ],
  [
    'N22',
    'Keeping a register entry, from the day it was made',
    6,
    'years',
    read(`${REGULATIONS_2024}, regulation 7 (explanatory note)`),
    SINCE_2024,
  ],
  [
    'N23',
    'Least time for a parent to answer a school attendance order notice',
    15,
    'days',
    read('Section 437 Education Act 1996'),
  ],
  [
    'N24',
    'Education supervision order',
    12,
    'months',
    read('Section 36 Children Act 1989, as restated by local authorities'),
  ],
  [
    'N24-extend',
    'Last part of an education supervision order in which it may be extended',
    3,
    'months',
    read('Section 36 Children Act 1989, as restated by local authorities'),
  ],
  [
    'N25',
    'Attendance data collected by DfE',
    2,
    'times a day',
    read('DfE, Monitor your school attendance: user guide'),
  ],
  ['N26', 'School census, one term in arrears', 3, 'times a year', read('DfE pupil absence methodology, 4.1')],
  ['N27', 'Fewest sessions in a maintained school’s year', 380, 'sessions', read('DfE pupil absence methodology, 1.1')],
  [
    'N28',
    'A school’s own least improvement in attendance, judged; its size is not published',
    1,
    'times a year',
    read('Parliamentary answer 90848, November 2025'),
  ],
  [
    'N29',
    'Sentence in detention that is a ground for deletion, at least',
    4,
    'months',
    unread(`${REGULATIONS_2024}, regulation 9(1)(j)`),
  ],
  ['N30', 'Time to start a prosecution after the offence', 6, 'months', unread('Time limit for summary offences')],
] as const satisfies readonly Row[]
