import { type ComponentType, lazy } from 'react'
import type { CaseSectionProps } from './section-props.ts'

export interface CaseSection {
  /** Its place in the page's address: `/cases/…?part=plans`. */
  readonly id: string
  readonly title: string
  /** Heads itself with a `Section` of this title. Lazily loaded where it is heavy. */
  readonly Section: ComponentType<CaseSectionProps>
}

const BarriersSection = lazy(() =>
  import('../barriers/barriers-section.tsx').then((part) => ({ default: part.BarriersSection })),
)

const MeetingsSection = lazy(() =>
  import('../meetings/meetings-section.tsx').then((part) => ({ default: part.MeetingsSection })),
)

const LettersSection = lazy(() =>
  import('../letters/letters-section.tsx').then((part) => ({ default: part.LettersSection })),
)

const PlansSection = lazy(() => import('../plans/plans-section.tsx').then((part) => ({ default: part.PlansSection })))

const SupportSection = lazy(() =>
  import('../support/support-section.tsx').then((part) => ({ default: part.SupportSection })),
)

/** The parts of a case's page between its head and its timeline, in this order: one line for each part. */
export const CASE_SECTIONS: readonly CaseSection[] = [
  { id: 'barriers', title: 'What makes school hard', Section: BarriersSection },
  { id: 'support', title: 'Support', Section: SupportSection },
  { id: 'plans', title: 'Plans', Section: PlansSection },
  { id: 'letters', title: 'Letters', Section: LettersSection },
  { id: 'meetings', title: 'Meetings and actions', Section: MeetingsSection },
]
