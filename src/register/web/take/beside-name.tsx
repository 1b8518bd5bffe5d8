import { type ComponentType, createContext, useContext } from 'react'
import type { GroupId, PupilId } from '../../../kernel/ids.ts'

/** What slices above the register show beside a pupil’s name in it: small, or nothing. */
export type BesideName = ComponentType<{
  readonly groupId: GroupId
  readonly pupilId: PupilId
  readonly name: string
}>

const BesideNameContext = createContext<readonly BesideName[]>([])

/** The app’s composition fills it: the register knows none of those slices. */
export const BesideNameProvider = BesideNameContext.Provider

export function useBesideName(): readonly BesideName[] {
  return useContext(BesideNameContext)
}
