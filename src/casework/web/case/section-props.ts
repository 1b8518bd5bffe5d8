import type { PupilId } from '../../../kernel/ids.ts'

/** What a part of a case's page is given: it asks the server for its own, and shows nothing where there is nothing to show. */
export interface CaseSectionProps {
  readonly caseId: string
  readonly pupilId: PupilId
}
