/** What somebody may be at a school, a trust or an authority. One person may be several things in several places. */
export const ROLES = [
  'teacher',
  'reception',
  'attendance-officer',
  'attendance-champion',
  'head',
  'pastoral',
  'senco',
  'dsl',
  'school-admin',
  'governor',
  'trustee',
  'trust-officer',
  'authority-officer',
  'parent',
  'pupil',
] as const
export type Role = (typeof ROLES)[number]

/** What can be asked for. Operations name one of these, never a role. */
export const ACTIONS = [
  'school.view',
  'school.administer',
  'people.view',
  'people.administer',
  'pupil.view',
  'pupil.view-contacts',
  'pupil.view-sensitive',
  'pupil.edit',
  'roster.import',
  'register.view',
  'register.view-details',
  'register.take',
  'register.use-any-code',
  'register.amend',
  'register.sign-in',
  'register.close',
  'register.reopen',
  'register.plan',
  'register.monitor',
  'register.certify',
  'register.verify',
  'measures.view',
  'measures.view-totals',
  'measures.set-targets',
  'measures.record',
  'measures.audit-codes',
  'leave.view',
  'leave.ask',
  'leave.decide',
  'audit.view',
] as const
export type Action = (typeof ACTIONS)[number]

/** `all`: everybody at the place; `own`: the caller's own groups (a teacher), own children (a parent) or own self (a pupil). */
export type Reach = 'all' | 'own'

type Grants = Partial<Record<Action, Reach>>

const OFFICE: Grants = {
  'school.view': 'all',
  'people.view': 'all',
  'pupil.view': 'all',
  'pupil.view-contacts': 'all',
  'register.view': 'all',
  'register.view-details': 'all',
  'register.take': 'all',
  'register.use-any-code': 'all',
  'register.amend': 'all',
  'register.sign-in': 'all',
  'register.close': 'all',
  'register.reopen': 'all',
  'register.plan': 'all',
  'register.monitor': 'all',
  'register.certify': 'all',
  'register.verify': 'all',
  'measures.view': 'all',
  'measures.view-totals': 'all',
  'measures.record': 'all',
  'measures.audit-codes': 'all',
  'leave.view': 'all',
  'leave.ask': 'all',
}

/**
 * Who may do what. Every role is listed, with every right it has and no other: a role that is not here, or a right that is
 * not in its list, is refused. (Domain reference §8; a school's own changes come with its policy file.)
 */
export const GRANTS: Readonly<Record<Role, Grants>> = {
  teacher: {
    'school.view': 'all',
    'pupil.view': 'own',
    'register.view': 'own',
    'register.take': 'own',
  },
  reception: {
    'school.view': 'all',
    'pupil.view': 'all',
    'pupil.view-contacts': 'all',
    'register.view': 'all',
    'register.view-details': 'all',
    'register.sign-in': 'all',
    'register.monitor': 'all',
    'leave.view': 'all',
    'leave.ask': 'all',
  },
  'attendance-officer': { ...OFFICE, 'pupil.edit': 'all', 'roster.import': 'all' },
  'attendance-champion': {
    ...OFFICE,
    'pupil.view-sensitive': 'all',
    'measures.set-targets': 'all',
    'audit.view': 'all',
  },
  head: {
    ...OFFICE,
    'pupil.view-sensitive': 'all',
    'pupil.edit': 'all',
    'school.administer': 'all',
    'people.administer': 'all',
    'measures.set-targets': 'all',
    'roster.import': 'all',
    'audit.view': 'all',
    'leave.decide': 'all',
  },
  pastoral: {
    'school.view': 'all',
    'pupil.view': 'all',
    'pupil.view-contacts': 'all',
    'register.view': 'all',
    'register.view-details': 'all',
    'register.sign-in': 'all',
    'register.monitor': 'all',
    'measures.view': 'all',
    'measures.view-totals': 'all',
    'measures.record': 'all',
    'leave.view': 'all',
    'leave.ask': 'all',
  },
  senco: {
    'school.view': 'all',
    'pupil.view': 'all',
    'pupil.view-contacts': 'all',
    'register.view': 'all',
    'register.view-details': 'all',
    'measures.view': 'all',
    'measures.view-totals': 'all',
    'measures.record': 'all',
    'leave.view': 'all',
  },
  dsl: {
    'school.view': 'all',
    'pupil.view': 'all',
    'pupil.view-contacts': 'all',
    'pupil.view-sensitive': 'all',
    'register.view': 'all',
    'register.view-details': 'all',
    'register.monitor': 'all',
    'measures.view': 'all',
    'measures.view-totals': 'all',
    'measures.record': 'all',
    'measures.audit-codes': 'all',
    'audit.view': 'all',
    'leave.view': 'all',
  },
  'school-admin': {
    'school.view': 'all',
    'school.administer': 'all',
    'people.view': 'all',
    'people.administer': 'all',
    'pupil.view': 'all',
    'pupil.view-contacts': 'all',
    'pupil.edit': 'all',
    'roster.import': 'all',
    'register.view': 'all',
    'register.monitor': 'all',
    'register.verify': 'all',
    'audit.view': 'all',
  },
  governor: { 'school.view': 'all', 'measures.view-totals': 'all' },
  trustee: { 'school.view': 'all', 'measures.view-totals': 'all' },
  'trust-officer': {
    'school.view': 'all',
    'people.view': 'all',
    'register.monitor': 'all',
    'measures.view-totals': 'all',
  },
  'authority-officer': { 'school.view': 'all', 'measures.view-totals': 'all' },
  parent: {},
  pupil: {},
}

/** How far a set of roles carries an action: `all` if any role does, else `own`, else not at all. */
export function reachOf(roles: readonly Role[], action: Action): Reach | undefined {
  const reaches = roles.map((role) => GRANTS[role][action])
  if (reaches.includes('all')) return 'all'
  return reaches.includes('own') ? 'own' : undefined
}
