import { useSyncExternalStore } from 'react'

const KEY = 'firstbell-handed-over'
/** Where storage is switched off, the tab itself remembers. */
let inThisTab: string | undefined
const told = new Set<() => void>()

/**
 * Gives the screen to a child: until it is taken back, the app shows the page at this path and nothing else, without menu or account, in
 * every tab of the browser and after it was loaded again. It keeps eyes and fingers away, as a cover does: the sign-in behind it is still
 * the member of staff's, so whoever cannot show that they are staff has to sign in again.
 */
export function handOver(path: string): void {
  inThisTab = path
  write(() => localStorage.setItem(KEY, path))
}

export function takeBack(): void {
  inThisTab = undefined
  write(() => localStorage.removeItem(KEY))
}

/** The path of the one page that is shown; undefined where the screen is with staff. */
export function useHandedOver(): string | undefined {
  return useSyncExternalStore(subscribe, handedOver)
}

function handedOver(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? inThisTab
  } catch {
    return inThisTab
  }
}

function write(change: () => void): void {
  try {
    change()
  } catch {
    // Storage is switched off: this tab remembers by itself.
  }
  for (const tell of told) tell()
}

function subscribe(tell: () => void): () => void {
  told.add(tell)
  window.addEventListener('storage', tell)
  return () => {
    told.delete(tell)
    window.removeEventListener('storage', tell)
  }
}
