import type { Answers } from '../../contract.ts'

/** A child's answers while they have the screen, as this tab keeps them until they are kept in the case. */
export interface InTab {
  readonly caseId: string
  /** The code with which staff take the screen back, chosen for this once. */
  readonly code: string
  /** Whether the child has said that they are done. */
  readonly done: boolean
  /** How often a wrong code was typed: a reload gives no new tries. */
  readonly wrong: number
  readonly answers: Answers
}

const KEY = 'firstbell-child-answers'

/**
 * Keeps them over a reload, in this tab alone, until they are kept in the case or the tab is closed. The code stands beside them as it is: of four
 * to eight digits a hash hides nothing, and whoever can read this tab's storage can read the answers too, and has the sign-in behind it.
 */
export function keepInTab(of: InTab): void {
  write(() => sessionStorage.setItem(KEY, JSON.stringify(of)))
}

export function forgetInTab(): void {
  write(() => sessionStorage.removeItem(KEY))
}

/** What this tab has of a case; undefined where it has nothing, or of another child. */
export function readInTab(caseId: string): InTab | undefined {
  try {
    const kept = sessionStorage.getItem(KEY)
    if (kept === null) return undefined
    // Written by this file alone, in this tab.
    const found = JSON.parse(kept) as InTab
    return found.caseId === caseId ? found : undefined
  } catch {
    return undefined
  }
}

function write(change: () => void): void {
  try {
    change()
  } catch {
    // Storage is switched off: a reload loses the answers, as the page says before it goes.
  }
}
