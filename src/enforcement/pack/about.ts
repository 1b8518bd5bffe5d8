import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { ContactOfPupil } from '../../roll/index.ts'
import type { PackSection } from '../rules/pack/section.ts'
import type { ThreadFile } from '../threads/store.ts'

/** Whom and which days a pack is about, and with what it is read. */
export interface About {
  readonly tx: Tx
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly contactId: ContactId
  readonly from: Day
  readonly to: Day
  readonly today: Day
  readonly now: Moment
  /** Every adult of the child, this parent among them. */
  readonly adults: readonly ContactOfPupil[]
  /** Every thread about the child. */
  readonly threads: readonly ThreadFile[]
}

/** A section with what most of them share. */
export function section(
  of: Pick<PackSection, 'id' | 'title' | 'columns' | 'lines'> & Partial<PackSection>,
): PackSection {
  return {
    intro: [],
    form: 'table',
    widths: of.columns.map(() => 1),
    free: [],
    whole: false,
    empty: 'There is nothing of this in the school’s records.',
    ...of,
  }
}
