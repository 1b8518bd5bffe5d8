import { apart } from '../names.ts'
import { policyFileShape } from '../shape/policy.ts'
import { SETTING_TITLES } from '../shape/setting-titles.ts'

/** Every name that stands at the left edge of a policy file. */
export const FILE_NAMES = Object.keys(policyFileShape.shape) as readonly FileName[] // they are its keys
export type FileName = keyof typeof policyFileShape.shape

export interface FormGroup {
  readonly title: string
  readonly names: readonly FileName[]
}

/** The whole file in the order in which it is edited; each name stands in one group, which a test counts. */
export const FORM_GROUPS: readonly FormGroup[] = [
  {
    title: 'The document',
    names: ['school', 'title', 'version', 'inForceFrom', 'reviewed', 'nextReview', 'approvedBy', 'approvals'],
  },
  { title: 'The day', names: ['clocks', 'announced'] },
  {
    title: 'When somebody is absent',
    names: [
      'absenceReport',
      'firstDayContact',
      'contactLadder',
      'vulnerable',
      'vulnerableLadder',
      'reasonWithin',
      'noContact',
      'attendanceReturn',
      'sicknessReturn',
      'evidence',
      'withoutEvidence',
      'emergencyContacts',
      'quietHours',
    ],
  },
  {
    title: 'When absence goes on',
    names: ['targets', 'letters', 'persistentAbsence', 'severeAbsence'],
  },
  { title: 'Leave and penalty notices', names: ['leave', 'penaltyNoticesBy', 'penaltyNotices', 'noticeToImprove'] },
  { title: 'Reports, rewards and records', names: ['reports', 'rewards', 'contacts', 'keepEntries'] },
  { title: 'The text', names: ['sections', 'basis', 'codes', 'quotes'] },
]

const TITLES: Partial<Record<string, string>> = {
  ...SETTING_TITLES,
  clocks: 'Registers of each year group',
  announced: 'Times told to everybody',
  sections: 'Sections and their prose',
  basis: 'Law and guidance it rests on',
  codes: 'Codes as the text words them',
  quotes: 'Other wording for the check to read',
  approvedBy: 'Who approves it',
}

/** What people call a name of the file. */
export function titleOfName(name: FileName): string {
  const words = TITLES[name] ?? apart(name)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
