import { useEffect, useState } from 'react'

/**
 * Whether a drawer is open, told to it one step after it was made. A drawer remembers what had the focus when it goes from closed to open, and
 * gives the focus back there; one that is fetched when it is first needed is made open, remembers nothing, and leaves the keyboard nowhere.
 */
export function useOpenedLate(opened: boolean): boolean {
  const [made, setMade] = useState(false)
  useEffect(() => setMade(true), [])
  return made && opened
}
