/**
 * Where a rule comes from, and whether somebody working on this project has read that source. `verified: false` means the
 * rule is held from general knowledge: show it as unverified, let people change it, and never quote it as law.
 */
export interface Citation {
  readonly source: string
  readonly verified: boolean
}

/** The first day of the 2024 Regulations and of the codes that came with them. */
export const REGULATIONS_2024_BEGIN = '2024-08-19'

export const REGULATIONS_2024 = 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208)'
export const REGULATIONS_2006 = 'Education (Pupil Registration) (England) Regulations 2006 (SI 2006/1751), revoked'
export const WORKING_TOGETHER = 'Working together to improve school attendance (DfE statutory guidance)'

/** A source that was read. */
export function read(source: string): Citation {
  return { source, verified: true }
}

/** A source nobody here has read yet: the rule stands from general knowledge. */
export function unread(source: string): Citation {
  return { source, verified: false }
}
