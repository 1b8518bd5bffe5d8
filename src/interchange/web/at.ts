import type { SchoolId } from '../../kernel/ids.ts'

/** Which import of which school. */
export interface At {
  readonly schoolId: SchoolId
  readonly importId: string
}
