import { useSyncExternalStore } from 'react'

const KEY = 'firstbell-handed-over'
/** Where storage is switched off, the tab itself remembers. */
let inThisTab: string | undefined
const told = new Set<() => void>()

/**
 * Remembers in this browser that the screen is with a child, at the page with this path, so that every tab shows it at once. The lock itself is on
 * the server, which narrows the sign-in: this is for the eyes alone, and what the server says of the sign-in goes before it.
 */
export function handOver(path: string): void {
  write(path, () => localStorage.setItem(KEY, path))
}

export function takeBack(): void {
  write(undefined, () => localStorage.removeItem(KEY))
}

/** The path of the one page that is shown, as this browser remembers; undefined where the screen is with staff. */
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

function write(path: string | undefined, change: () => void): void {
  // What other tabs change must not be overruled by what this one remembers.
  inThisTab = undefined
  try {
    change()
  } catch {
    inThisTab = path
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
