import type { ComponentType } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'

/** What a part of a case's page is given: it asks the server for its own, and shows nothing where there is nothing to show. */
export interface CaseSectionProps {
  readonly caseId: string
  readonly pupilId: PupilId
}

export interface CaseSection {
  /** Its place in the page's address: `/cases/…#plans`. */
  readonly id: string
  readonly title: string
  /** Heads itself with a `Section` of this title. Lazily loaded where it is heavy. */
  readonly Section: ComponentType<CaseSectionProps>
}

/** The parts of a case's page between its head and its timeline, in this order: one line for each part. */
export const CASE_SECTIONS: readonly CaseSection[] = []
