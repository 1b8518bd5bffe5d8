import { type ComponentType, createContext, useContext } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'

/** What slices above the register show beside a pupil’s marks. */
export type BesideMarks = ComponentType<{ readonly pupilId: PupilId; readonly year: SchoolYear }>

const BesideMarksContext = createContext<readonly BesideMarks[]>([])

/** The app’s composition fills it: the register knows none of those slices. */
export const BesideMarksProvider = BesideMarksContext.Provider

export function useBesideMarks(): readonly BesideMarks[] {
  return useContext(BesideMarksContext)
}
