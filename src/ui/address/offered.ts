import { createContext, useContext } from 'react'
import { useMay } from '../me.tsx'
import type { ScreenDefinition } from '../screen.ts'

/** Every page of the app, so that a link knows what its page asks for. Without pages around them links are always offered. */
export const ScreensContext = createContext<readonly ScreenDefinition[]>([])

/** Whether the page that slices declared under this path would open for the caller, at the school or trust of the present page. */
export function useOffered(path: string, place: ScreenDefinition['place'] = 'school'): boolean {
  const may = useMay()
  const screen = useContext(ScreensContext).find((one) => one.path === path && (one.place ?? 'school') === place)
  return screen?.may === undefined || may(screen.may)
}
