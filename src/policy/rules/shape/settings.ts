import { z } from 'zod'
import { ROLES } from '../../../identity/contract.ts'
import { FLAG_KINDS } from '../../../roll/contract.ts'
import { at, stated } from './stated.ts'
import {
  amountShape,
  percentShape,
  poundsShape,
  timeShape,
  wholeShape,
  wordsShape,
  yearGroupShape,
  yesNoShape,
} from './values.ts'

const roleShape = z.enum(ROLES)

/** The times of the day of some year groups. What is in force is roll's day clock; the check compares the two. */
export const clockShape = stated({
  years: z.array(yearGroupShape).min(1),
  arriveBy: timeShape,
  morningOpens: timeShape,
  morningCloses: timeShape,
  afternoonOpens: timeShape,
  afternoonCloses: timeShape,
  dayEnds: timeShape,
})

export const CHANNELS = ['text', 'call', 'letter', 'visit', 'welfare', 'authority'] as const
export const CONTACTED = [
  'first contact',
  'every contact in turn',
  'emergency contacts',
  'home',
  'police',
  'social worker',
  'local authority',
] as const

/** One rung of a contact ladder, counted from the closing of the register of the first session missed. */
export const stepShape = at({
  after: amountShape,
  channel: z.enum(CHANNELS),
  to: z.enum(CONTACTED),
})

/** When medical evidence may be asked for. */
export const evidenceShape = at({
  after: amountShape.optional(),
  /** An event in place of a length: "a school attendance meeting". */
  following: wordsShape.optional(),
  /** Also where attendance in the term is below this. */
  below: percentShape.optional(),
  onlyIfInDoubt: yesNoShape,
})

export const LETTER_STEPS = ['letter', 'meeting', 'plan', 'referral'] as const
export const LETTERS_IN_TURN = ['first', 'second', 'final'] as const

/** One rung of the letter ladder. */
export const letterShape = at({
  step: z.enum(LETTER_STEPS),
  /** Attendance below this; `target` is the school's own, `targets.attendance`. */
  below: z.union([z.literal('target'), percentShape]).optional(),
  /** Lates in half a term. */
  lates: wholeShape.optional(),
  /** Of letters: which of them; the first where it is left out. */
  which: z.enum(LETTERS_IN_TURN).optional(),
  /** Unauthorised sessions of the year so far. */
  unauthorised: wholeShape.optional(),
  /** At the earliest so long after the step before. */
  after: amountShape.optional(),
})

export const REPORT_EVERY = ['day', 'week', 'half term', 'term', 'half year', 'year', 'concern', 'regularly'] as const
export const REPORT_TO = [
  'parents',
  'pupils',
  'pastoral team',
  'school leaders',
  'governors',
  'trustees',
  'local authority',
] as const

export const reportShape = at({
  to: z.enum(REPORT_TO),
  about: wordsShape,
  every: z.enum(REPORT_EVERY),
})

export const contactShape = at({
  for: wordsShape,
  /** A role, never a person's name: people change, and the file is public. */
  role: roleShape,
})

export const rewardShape = at({ for: wordsShape, gives: wordsShape })

/** Every setting that a school decides, by its name here. In a file the words of a name stand apart: `first day contact`. */
export const SETTING_SHAPES = {
  /** Until when families report an absence. */
  absenceReport: stated({ before: timeShape, everyDay: yesNoShape }),
  /** Within which time after the register's closing somebody calls about an absence without a reason. */
  firstDayContact: stated({ within: amountShape, repeatDaily: yesNoShape }),
  contactLadder: z.array(stepShape).min(1),
  /** The shorter ladder. */
  vulnerableLadder: z.array(stepShape).min(1),
  /** Whom the shorter ladder is for. */
  vulnerable: stated({ flags: z.array(z.enum(FLAG_KINDS)).min(1) }),
  /** Until when an N must have become another code; from the session. */
  reasonWithin: stated({ within: amountShape }),
  /** Absence without any contact with the family that goes to the local authority. */
  noContact: stated({ after: amountShape, missing: yesNoShape }),
  /** Continuous unauthorised absence that goes into an attendance return. */
  attendanceReturn: stated({ after: amountShape }),
  /** Illness in the year, missed or expected, that calls for a sickness return. */
  sicknessReturn: stated({ after: amountShape }),
  /** Rules of evidence. The last to ask is in force; several that differ are a contradiction. */
  evidence: z.array(evidenceShape),
  /** What becomes of an illness for which no evidence came. */
  withoutEvidence: stated({
    absence: z.enum(['decided case by case', 'unauthorised']),
    tellParentsFirst: yesNoShape,
  }),
  letters: z.array(letterShape),
  /** Emergency numbers of each pupil, at least. */
  emergencyContacts: stated({ atLeast: wholeShape }),
  targets: stated({ attendance: percentShape.optional(), persistentAbsence: percentShape.optional() }),
  persistentAbsence: stated({ from: percentShape }),
  severeAbsence: stated({ from: percentShape }),
  leave: stated({
    notice: amountShape,
    decides: z.array(roleShape).min(1),
    /** A request that comes late is refused for that alone. */
    noticeEnforced: yesNoShape,
    /** Words of the school's own test of what is exceptional. */
    test: z.array(wordsShape),
    /** National codes of the kinds of leave that the text lists. */
    kinds: z.array(z.string().regex(/^[A-Z]\d?$/, 'Give a code of leave, such as C1.')),
    /** The text says that its list is the whole list. */
    closedList: yesNoShape,
  }),
  /** Who may issue a penalty notice, and who only advises. */
  penaltyNoticesBy: stated({ issuedBy: z.array(roleShape).min(1), advisedBy: z.array(roleShape).default([]) }),
  penaltyNotices: stated({
    threshold: amountShape,
    inAnyOf: amountShape,
    firstEarly: poundsShape,
    firstEarlyWithin: amountShape,
    firstLate: poundsShape,
    firstLateWithin: amountShape,
    second: poundsShape,
    secondWithin: amountShape,
    atMost: wholeShape,
    inYears: wholeShape,
    /** Who gets one; either way a ledger for each parent and child is kept. */
    to: z.enum(['each liable parent', 'the parents who allowed it']),
  }),
  noticeToImprove: stated({ atLeast: amountShape, atMost: amountShape }),
  keepEntries: stated({ for: amountShape }),
  /** No message leaves between these, nor at weekends where it says so. */
  quietHours: stated({ from: timeShape, until: timeShape, weekends: yesNoShape }),
  reports: z.array(reportShape),
  rewards: z.array(rewardShape),
  contacts: z.array(contactShape),
} as const
export type SettingName = keyof typeof SETTING_SHAPES

export type ContactStep = z.output<typeof stepShape>
export type EvidenceRule = z.output<typeof evidenceShape>
export type LetterStep = z.output<typeof letterShape>
export type PolicyClock = z.output<typeof clockShape>
export type ReportRule = z.output<typeof reportShape>
