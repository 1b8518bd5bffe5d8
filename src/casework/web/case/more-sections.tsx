import { createContext, useContext } from 'react'
import type { CaseSection } from './sections.tsx'

const MoreSectionsContext = createContext<readonly CaseSection[]>([])

/** Parts of a case's page from slices that cases do not know: put around the pages by whoever puts the app together. */
export const MoreCaseSections = MoreSectionsContext.Provider

export function useMoreSections(): readonly CaseSection[] {
  return useContext(MoreSectionsContext)
}
