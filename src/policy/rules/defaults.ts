import { day } from '../../kernel/day.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import {
  type Citation,
  REGULATIONS_2024,
  REGULATIONS_2024_BEGIN,
  read,
  unread,
  WORKING_TOGETHER,
} from '../../law/citation.ts'
import { type ThresholdId, thresholdOn } from '../../law/thresholds.ts'
import type { Policy, PolicyFile } from './shape/policy.ts'
import { SETTING_SHAPES, type SettingName } from './shape/settings.ts'
import type { Amount, PolicyUnit } from './shape/values.ts'

/** In a setting that the school's file does not have, the section is empty; `sourceOf` says where it comes from instead. */
export const NO_SECTION = ''

function law(id: ThresholdId): { readonly amount: number; readonly from: Citation } {
  const threshold = thresholdOn(id, day(REGULATIONS_2024_BEGIN))
  if (threshold === undefined) throw new RangeError(`no threshold ${id}`)
  return { amount: threshold.amount, from: { source: threshold.source, verified: threshold.verified } }
}

const amount = (number: number, unit: PolicyUnit): Amount => ({ amount: number, unit })
const lawAmount = (id: ThresholdId, unit: PolicyUnit) => amount(law(id).amount, unit)
const time = (text: string) => text as TimeOfDay // checked by the test of this table

const own = unread('No source: a cautious choice of Firstbell’s, for the school to change')
const nowhere = { section: NO_SECTION, also: [] }
const step = (
  after: Amount,
  channel: Policy['contactLadder'][number]['channel'],
  to: Policy['contactLadder'][number]['to'],
): Policy['contactLadder'][number] => ({ after, channel, to, section: NO_SECTION })

type Settings = { readonly [Name in SettingName]: readonly [value: Policy[Name], from: Citation] }

/** What holds where a school's file is silent, and why. Each with its source; what rests on none says so. */
const DEFAULTS: Settings = {
  absenceReport: [{ before: time('08:30'), everyDay: true, ...nowhere }, own],
  firstDayContact: [
    { within: amount(30, 'minutes'), repeatDaily: true, ...nowhere },
    read(`${WORKING_TOGETHER}, page 20: on the first day, and on each further day; the minutes are Firstbell’s choice`),
  ],
  contactLadder: [
    [
      step(amount(0, 'minutes'), 'text', 'first contact'),
      step(amount(30, 'minutes'), 'call', 'every contact in turn'),
      step(amount(60, 'minutes'), 'call', 'emergency contacts'),
      step(amount(2, 'school days'), 'letter', 'home'),
      step(amount(3, 'school days'), 'visit', 'home'),
      step(amount(5, 'school days'), 'welfare', 'police'),
      step(amount(10, 'school days'), 'authority', 'local authority'),
    ],
    own,
  ],
  vulnerableLadder: [
    [
      step(amount(0, 'minutes'), 'call', 'every contact in turn'),
      step(amount(30, 'minutes'), 'call', 'emergency contacts'),
      step(amount(60, 'minutes'), 'call', 'social worker'),
      step(amount(120, 'minutes'), 'visit', 'home'),
      step(amount(1, 'school days'), 'welfare', 'police'),
      step(amount(2, 'school days'), 'authority', 'local authority'),
    ],
    own,
  ],
  vulnerable: [{ flags: ['child-protection', 'child-in-need', 'looked-after'], ...nowhere }, own],
  reasonWithin: [{ within: lawAmount('N4', 'school days'), ...nowhere }, law('N4').from],
  noContact: [{ after: amount(10, 'school days'), missing: false, ...nowhere }, own],
  attendanceReturn: [{ after: lawAmount('N6', 'school days'), ...nowhere }, law('N6').from],
  sicknessReturn: [{ after: lawAmount('N8', 'school days'), ...nowhere }, law('N8').from],
  evidence: [[], read(`${WORKING_TOGETHER}, paragraph 365: evidence is not asked for as a routine`)],
  withoutEvidence: [
    { absence: 'decided case by case', tellParentsFirst: true, ...nowhere },
    read(`${WORKING_TOGETHER}, paragraph 365`),
  ],
  letters: [[], own],
  emergencyContacts: [{ atLeast: 2, ...nowhere }, read(`${WORKING_TOGETHER}, pages 20 and 67: more than one`)],
  targets: [{ ...nowhere }, own],
  persistentAbsence: [{ from: law('N20').amount, ...nowhere }, law('N20').from],
  severeAbsence: [{ from: law('N21').amount, ...nowhere }, law('N21').from],
  leave: [
    {
      notice: amount(4, 'weeks'),
      decides: ['head'],
      noticeEnforced: false,
      test: [],
      kinds: ['C', 'C1', 'C2', 'J1', 'M', 'S', 'X'],
      closedList: true,
      ...nowhere,
    },
    read(`${REGULATIONS_2024}, regulation 11: who decides and for what; the weeks are Firstbell’s choice`),
  ],
  penaltyNoticesBy: [
    { issuedBy: ['head'], advisedBy: [], ...nowhere },
    unread('Section 444B Education Act 1996 and the Education (Penalty Notices) (England) Regulations 2007'),
  ],
  penaltyNotices: [
    {
      threshold: lawAmount('N13', 'sessions'),
      inAnyOf: lawAmount('N13-window', 'school weeks'),
      firstEarly: law('N15-early-price').amount,
      firstEarlyWithin: lawAmount('N15-early', 'days'),
      firstLate: law('N15-late-price').amount,
      firstLateWithin: lawAmount('N15-late', 'days'),
      second: law('N16-price').amount,
      secondWithin: lawAmount('N16', 'days'),
      atMost: law('N17-most').amount,
      inYears: law('N17').amount,
      to: 'each liable parent',
      ...nowhere,
    },
    law('N13').from,
  ],
  noticeToImprove: [
    { atLeast: lawAmount('N14-least', 'weeks'), atMost: lawAmount('N14-most', 'weeks'), ...nowhere },
    law('N14-least').from,
  ],
  keepEntries: [{ for: lawAmount('N22', 'years'), ...nowhere }, law('N22').from],
  quietHours: [{ from: time('20:00'), until: time('07:00'), weekends: true, ...nowhere }, own],
  reports: [[], own],
  rewards: [[], own],
  contacts: [[], own],
}

/** Where a setting comes from when the school's file does not have it. */
export function defaultSource(setting: SettingName): Citation {
  return DEFAULTS[setting][1]
}

/** The names of all settings, in the order in which they are shown. */
export const SETTING_NAMES = Object.keys(SETTING_SHAPES) as readonly SettingName[]

/** A file with law and guidance in the place of every setting it leaves out. */
export function completed(file: PolicyFile): Policy {
  const missing = SETTING_NAMES.filter((name) => file[name] === undefined)
  // Every name is either the file's or filled here, which the compiler cannot follow over names.
  return { ...file, ...Object.fromEntries(missing.map((name) => [name, DEFAULTS[name][0]])) } as Policy
}

/** The policy of a school without a file: law and guidance alone. */
export const LAW_DEFAULTS: Policy = completed({
  school: 'No policy file yet',
  title: 'Law and guidance',
  version: 'law',
  reviewed: { on: REGULATIONS_2024_BEGIN, section: NO_SECTION },
  nextReview: { by: '2099', section: NO_SECTION },
  approvals: [],
  sections: [],
  basis: [],
  clocks: [],
  announced: {},
  codes: [],
  quotes: [],
})
