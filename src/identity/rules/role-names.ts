import type { Role } from './rights.ts'

/** What people call the roles. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  teacher: 'Teacher',
  reception: 'Reception',
  'attendance-officer': 'Attendance officer',
  'attendance-champion': 'Attendance champion',
  head: 'Head',
  pastoral: 'Pastoral',
  senco: 'SENCO',
  dsl: 'Safeguarding lead',
  'school-admin': 'School administrator',
  governor: 'Governor',
  trustee: 'Trustee',
  'trust-officer': 'Trust officer',
  'authority-officer': 'Authority officer',
  parent: 'Parent',
  kiosk: 'Sign-in kiosk',
  pupil: 'Pupil',
}
