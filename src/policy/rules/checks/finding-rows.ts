import { day } from '../../../kernel/day.ts'
import {
  type Citation,
  REGULATIONS_2024,
  REGULATIONS_2024_BEGIN,
  read,
  unread,
  WORKING_TOGETHER,
} from '../../../law/citation.ts'
import { type ThresholdId, thresholdOn } from '../../../law/thresholds.ts'

/**
 * `stop`: cannot work, so it cannot be saved. `law`: against law or national guidance. `conflict`: the policy says two things.
 * `note`: allowed, and to be kept in view.
 */
export type Severity = 'stop' | 'law' | 'conflict' | 'note'

interface Row {
  readonly severity: Severity
  readonly title: string
  /** What law or guidance says, in a sentence. */
  readonly legal: string
  readonly from: Citation
  readonly toDo: string
}

function threshold(id: ThresholdId): Citation {
  const found = thresholdOn(id, day(REGULATIONS_2024_BEGIN))
  return found === undefined ? unread(id) : { source: found.source, verified: found.verified }
}

const TABLE_1 = read(`${REGULATIONS_2024}, regulation 10(2), Table 1`)
const RESTATED = read('National codes, as a school attendance policy of 2024 restates them')
const NO_LAW = unread('Good practice; no law was read on it')
const BY_AUTHORISED = unread(
  'Section 444B Education Act 1996 and the Education (Penalty Notices) (England) Regulations 2007',
)
const FRAMEWORK = threshold('N13')

/**
 * What the check can find. X1 to X20 are the contradictions that this project's domain reference lists (§6.3); N… are its national
 * clocks and thresholds; B22 a promise of the policy; C…, S1 and T1 Firstbell's own.
 */
export const FINDING_ROWS = {
  X1: {
    severity: 'conflict',
    title: 'Two closing times for one register',
    legal:
      'Who arrives before the register closes is late (L); who arrives after it is absent (U). Only one closing time can hold.',
    from: TABLE_1,
    toDo: 'Decide on one time and take the other out of the text. Until then the time under “clocks” is in force.',
  },
  X2: {
    severity: 'note',
    title: 'Year groups register at different times',
    legal: 'Registers should be taken at the same time for all pupils.',
    from: read(`${WORKING_TOGETHER}, paragraph 32`),
    toDo: 'Staggered days are supported. Keep a note of why yours differ, for whoever inspects the registers.',
  },
  X3: {
    severity: 'conflict',
    title: 'One reception time for all, though registers do not close together',
    legal: 'L or U is decided by the closing of the pupil’s own register.',
    from: TABLE_1,
    toDo: 'Let the late desk follow each year group’s own clock, and say so in the text.',
  },
  X4: {
    severity: 'conflict',
    title: 'A time told to everybody that is not true for every year group',
    legal: 'Families must be able to know when their own child’s register opens; guidance asks for one time.',
    from: read(`${WORKING_TOGETHER}, paragraph 32`),
    toDo: 'Give each year group its own times in the text, and nothing else.',
  },
  X5: {
    severity: 'conflict',
    title: 'Several rules on when medical evidence is asked for',
    legal: 'Evidence is not to be demanded as a routine; where a school asks, families must be able to know when.',
    from: read(`${WORKING_TOGETHER}, paragraph 365`),
    toDo: 'Keep one rule. Until then the latest of them is in force, and only where there is doubt.',
  },
  X6: {
    severity: 'law',
    title: 'Evidence demanded as a routine, or an absence unauthorised for lack of it',
    legal:
      'Illness is recorded on the parent’s word unless there is genuine and reasonable doubt about it. Evidence should not be asked for as a routine.',
    from: read(`${WORKING_TOGETHER}, paragraph 365`),
    toDo: 'Ask only where there is doubt, decide case by case, and tell the parents before a mark turns unauthorised. Firstbell never writes O for want of evidence alone.',
  },
  X7: {
    severity: 'law',
    title: 'The time to find a reason is not 5 school days',
    legal:
      'A reason must be found within 5 school days of the session; after that N becomes O. Guidance says “working days” in one place; the regulations decide.',
    from: threshold('N4'),
    toDo: 'Write “5 school days” in every place. Firstbell counts school days.',
  },
  X8: {
    severity: 'law',
    title: 'No contact by the tenth day is called “missing from education”',
    legal:
      'The attendance return falls due after 10 school days of continuous unauthorised absence. It is another thing than a family that cannot be reached, and neither makes a child missing from education by itself.',
    from: threshold('N6'),
    toDo: 'Keep both: refer a family that cannot be reached, and make the return. Take the word “missing” out; say which days are counted.',
  },
  X9: {
    severity: 'conflict',
    title: 'Who issues penalty notices',
    legal:
      'A head teacher, or a deputy or assistant head whom the head authorises, issues for a school. An attendance officer of lower rank may not be eligible.',
    from: BY_AUTHORISED,
    toDo: 'Name the head alone, or also deputies and assistants whom the head authorises. Others advise. Ask the local authority before relying on it.',
  },
  X10: {
    severity: 'law',
    title: 'The policy rests on revoked regulations',
    legal: 'The 2006 Regulations and their amendments were replaced on 19 August 2024 by the 2024 Regulations.',
    from: read(REGULATIONS_2024),
    toDo: 'Take the 2006 Regulations out. The public text names only what is in force.',
  },
  X11: {
    severity: 'conflict',
    title: 'Two names for one agreement',
    legal: 'Guidance of 2024 calls it an attendance contract; “parenting contract” is its older name.',
    from: read(`${WORKING_TOGETHER}, summary tables of responsibilities`),
    toDo: 'Write “attendance contract” everywhere.',
  },
  X12: {
    severity: 'law',
    title: 'Code V for visits that nobody of the school supervises',
    legal:
      'V is for a visit or trip arranged by the school and supervised by its staff; other approved activities are B or P.',
    from: RESTATED,
    toDo: 'Say “supervised by school staff” in the list of codes.',
  },
  X13: {
    severity: 'law',
    title: 'The list of leave is open, or leaves kinds out',
    legal:
      'Leave is granted for the reasons of regulation 11 and no other; medical appointments (M) and times when a pupil beyond compulsory age is not due (X) are among them. Every session has one of the national codes.',
    from: read(`${REGULATIONS_2024}, regulation 11`),
    toDo: 'Make it a closed list of C, C1, C2, J1, M, S and X, and take “not limited to” out.',
  },
  X14: {
    severity: 'conflict',
    title: 'The approvals do not cover the last review',
    legal: 'The school’s own text says who approves the policy at every review. Law names no other body.',
    from: NO_LAW,
    toDo: 'Have the version approved by the body that the text names and write the day under “approvals”, or change the promise.',
  },
  X15: {
    severity: 'conflict',
    title: 'A reference leads to the wrong section',
    legal: 'No legal question: a reader cannot find what is promised.',
    from: NO_LAW,
    toDo: 'Correct the number.',
  },
  X16: {
    severity: 'conflict',
    title: 'Thresholds of attendance that do not fit together',
    legal:
      'Persistent absence begins at 10 % of a pupil’s own possible sessions, which is 90 % attendance. Every other threshold is the school’s own, and must be a number to be kept.',
    from: threshold('N20'),
    toDo: 'Give the school’s target as a number under “targets” and use one threshold for each step.',
  },
  X17: {
    severity: 'conflict',
    title: 'Two clocks for the first-day call',
    legal:
      'A school must contact home on the first day of an unexplained absence, and on each further day. The minutes are the school’s choice.',
    from: threshold('N5'),
    toDo: 'Keep the shorter, as a number of minutes after the register closes.',
  },
  X18: {
    severity: 'law',
    title: 'Code T described in two ways',
    legal:
      'T is for a mobile child whose parent travels for work. It follows what the parent does, not which group the family belongs to.',
    from: read(`${REGULATIONS_2024}, regulation 10(3), Table 3, as local authorities restate it`),
    toDo: 'Describe it once, by the definition of a mobile child, without a list of groups.',
  },
  X19: {
    severity: 'note',
    title: 'Penalty notices go to some parents only',
    legal:
      'Each liable parent may get a notice for each child, and notices are counted for each parent and child over three years.',
    from: threshold('N17'),
    toDo: 'Allowed. Firstbell keeps the ledger for each parent and child; record why a parent was left out.',
  },
  X20: {
    severity: 'conflict',
    title: 'Reports without one schedule',
    legal: 'Schools should regularly tell parents about attendance; how often is for the school to say.',
    from: read(`${WORKING_TOGETHER}, summary tables of responsibilities`),
    toDo: 'Give every report one period under “reports”. What is sent for a concern gets its own line under “about”.',
  },
  B22: {
    severity: 'conflict',
    title: 'The review is overdue',
    legal: 'The school’s own text promises a review by this day; schools are expected to keep their policy up to date.',
    from: NO_LAW,
    toDo: 'Review the policy, have it approved and give the next day. The version in force stays in force until then.',
  },
  N2: {
    severity: 'law',
    title: 'Registers stay open too long, or not equally long',
    legal: 'A register may stay open for 30 minutes at most, the same in every session.',
    from: threshold('N2'),
    toDo: 'Close each register after the same time, at most 30 minutes.',
  },
  N5: {
    severity: 'law',
    title: 'No call, or no daily call, about an unexplained absence',
    legal: 'Contact home on the first day of an unexplained absence and again on every day that it lasts.',
    from: threshold('N5'),
    toDo: 'Call on the same day and repeat it daily.',
  },
  N6: {
    severity: 'law',
    title: 'The attendance return comes too late',
    legal: 'Continuous unauthorised absence goes into a return after 10 school days.',
    from: threshold('N6'),
    toDo: 'Set it to 10 school days, or earlier if your local authority asks for it.',
  },
  N8: {
    severity: 'law',
    title: 'The sickness return comes too late',
    legal: 'It falls due when a pupil has missed, or is expected to miss, 15 school days in the year for illness.',
    from: threshold('N8'),
    toDo: 'Set it to 15 school days.',
  },
  N11: {
    severity: 'law',
    title: 'Leave is decided by somebody else, or refused for a late request alone',
    legal:
      'Only a person authorised by the proprietor, normally the head, may grant leave. The regulations ask for a request in advance, and for no number of weeks.',
    from: read(`${REGULATIONS_2024}, regulation 11(1)`),
    toDo: 'Let the head decide, and show the notice without refusing for it.',
  },
  N13: {
    severity: 'law',
    title: 'Penalty notices differ from the national framework',
    legal:
      'Considered at 10 unauthorised sessions in 10 school weeks; £80 within 21 days or £160 within 28; a second £160 within 28; no third within 3 years of the first.',
    from: FRAMEWORK,
    toDo: 'Use the national figures.',
  },
  N14: {
    severity: 'law',
    title: 'A notice to improve lasts too short or too long',
    legal: 'Its period is between 3 and 6 weeks.',
    from: threshold('N14-least'),
    toDo: 'Use a period between 3 and 6 weeks.',
  },
  N20: {
    severity: 'law',
    title: 'Persistent or severe absence by another threshold',
    legal: 'Persistent absence is 10 % or more of a pupil’s own possible sessions, severe absence 50 % or more.',
    from: threshold('N20'),
    toDo: 'Use 10 % and 50 %. Earlier help needs no other name.',
  },
  N22: {
    severity: 'law',
    title: 'Register entries kept too short a time',
    legal: 'Every entry is kept for 6 years from the day it was made.',
    from: threshold('N22'),
    toDo: 'Write 6 years.',
  },
  C1: {
    severity: 'stop',
    title: 'A clock cannot work',
    legal: 'Each register opens before it closes, the morning before the afternoon.',
    from: TABLE_1,
    toDo: 'Correct the times of this year group.',
  },
  C2: {
    severity: 'stop',
    title: 'A year group has two clocks',
    legal: 'One pupil has one register for each session.',
    from: TABLE_1,
    toDo: 'Name each year group in one clock only; what another section says of it goes under “also”.',
  },
  C3: {
    severity: 'conflict',
    title: 'A ladder that does not climb',
    legal:
      'The steps are the school’s own. A later step that is due sooner can never be taken in turn, and the shorter ladder must not be the slower one.',
    from: NO_LAW,
    toDo: 'Put the steps in the order of their time.',
  },
  C4: {
    severity: 'conflict',
    title: 'The policy and the day clock differ',
    legal:
      'L or U is decided by the time at which the register really closes, and families go by the time in the policy.',
    from: TABLE_1,
    toDo: 'Change the day clock under “School, Day clocks”, or the times in the policy.',
  },
  C5: {
    severity: 'conflict',
    title: 'The file names another school',
    legal: 'No legal question: families read this name, and it may be the wrong file.',
    from: NO_LAW,
    toDo: 'Check that it is your school’s file, and write the name as under “School”.',
  },
  S1: {
    severity: 'conflict',
    title: 'A setting is stated in two ways',
    legal: 'No legal question was found: a family must be able to know which holds.',
    from: NO_LAW,
    toDo: 'Keep one and take the other out. What stands first is in force.',
  },
  T1: {
    severity: 'note',
    title: 'A time, a period or a percentage stands in the prose',
    legal:
      'No legal question: a number that stands in the prose does not change with the setting, which is how policies come to contradict themselves.',
    from: NO_LAW,
    toDo: 'Take it out of the prose: the public text prints every setting once, from the setting itself.',
  },
} as const satisfies Readonly<Record<string, Row>>

export type FindingRow = keyof typeof FINDING_ROWS
