/** Kinds of support, and of services that give it: what is counted together when it is asked what helped. */
export const SUPPORT_KINDS = [
  'contact',
  'meeting',
  'assessment',
  'plan',
  'passport',
  'pastoral',
  'adjustments',
  'phased-return',
  'wellbeing',
  'health',
  'send',
  'mentoring',
  'clubs',
  'transport',
  'early-help',
  'family',
  'housing',
  'agencies',
  'other',
] as const
export type SupportKind = (typeof SUPPORT_KINDS)[number]

export const SUPPORT_KIND_NAMES: Readonly<Record<SupportKind, string>> = {
  contact: 'A first conversation',
  meeting: 'Meeting in school',
  assessment: 'Attendance difficulties assessment',
  plan: 'Reintegration plan',
  passport: 'Attendance passport',
  pastoral: 'Pastoral support',
  adjustments: 'Reasonable adjustments',
  'phased-return': 'Phased return',
  wellbeing: 'Wellbeing and mental health',
  health: 'School nurse and health',
  send: 'SEND support',
  mentoring: 'Mentoring',
  clubs: 'Clubs and activities',
  transport: 'Transport',
  'early-help': 'Early help',
  family: 'Family support',
  housing: 'Housing',
  agencies: 'Team around the family',
  other: 'Other support',
}

/** The four situations of a table of support (school policy of 2024, section 7.4). */
export const SITUATIONS = ['reluctant', 'barriers', 'health', 'returning'] as const
export type Situation = (typeof SITUATIONS)[number]

export const SITUATION_NAMES: Readonly<Record<Situation, string>> = {
  reluctant: 'Reluctant to attend',
  barriers: 'Complex barriers',
  health: 'Ill health or SEND',
  returning: 'Returning after a long absence',
}

/** Why a family said no, so that reasons can be counted; their own words stay in the case. */
export const REFUSED_BECAUSE = [
  'not needed',
  'not the right help',
  'has it elsewhere',
  'time or travel',
  'worried about being judged',
  'did not help before',
  'the child does not want it',
  'no reason given',
  'other',
] as const
export type RefusedBecause = (typeof REFUSED_BECAUSE)[number]

export const REFUSED_NAMES: Readonly<Record<RefusedBecause, string>> = {
  'not needed': 'They do not think it is needed',
  'not the right help': 'Not the right help',
  'has it elsewhere': 'They have such help elsewhere',
  'time or travel': 'Time or travel',
  'worried about being judged': 'Worried about being judged',
  'did not help before': 'It did not help before',
  'the child does not want it': 'The child does not want it',
  'no reason given': 'No reason given',
  other: 'Another reason',
}

/** How a support ended, as those who gave it saw it. Whether absence fell is for the comparison to say. */
export const SUPPORT_ENDS = ['helped', 'helped in part', 'made no difference', 'stopped early', 'moved on'] as const
export type SupportEnd = (typeof SUPPORT_ENDS)[number]

export const SUPPORT_END_NAMES: Readonly<Record<SupportEnd, string>> = {
  helped: 'It helped',
  'helped in part': 'It helped in part',
  'made no difference': 'It made no difference',
  'stopped early': 'It stopped early',
  'moved on': 'The child moved on',
}

/** What a service said. `no answer`: it was asked again and still has not said anything. */
export const REFERRAL_OUTCOMES = ['accepted', 'waiting list', 'declined', 'seen', 'no answer'] as const
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number]
