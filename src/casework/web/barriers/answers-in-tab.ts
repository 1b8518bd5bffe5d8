import type { Answers } from '../../contract.ts'

/** A child's answers while they have the screen, as this tab keeps them until they are kept in the case. */
export interface InTab {
  readonly caseId: string
  /** Names this one time that the child has the screen, and the answers once they are kept. */
  readonly assessmentId: string
  /** Which of the small steps the child is at; after the last one is what they said. */
  readonly step: number
  /** Whether the child has said that they are done. */
  readonly done: boolean
  /** Whether staff took the screen back with the code, so that whoever looks on now may read them. */
  readonly back: boolean
  /** Whether the server has them; left out until it has. */
  readonly sent?: boolean
  readonly answers: Answers
}

const KEY = 'firstbell-child-answers'

/** Keeps them over a reload, in this tab alone, until they are kept in the case or the tab is closed. The code is not here: only the server knows it. */
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
    return found.caseId === caseId && found.assessmentId !== undefined ? found : undefined
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
