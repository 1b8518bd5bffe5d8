import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { callWith, type Input } from '../../../ui/call.ts'
import { newKey } from '../../../ui/new-key.ts'
import { sendLetters } from '../../contract.ts'

type Asked = Input<typeof sendLetters>['body']
/** A letter that somebody has ticked. */
export type Ticked = Omit<Asked['letters'][number], 'letterId'>

/** So many go together: few enough that registers which are saved meanwhile hardly wait. */
const TOGETHER = 50

interface Sending {
  readonly batches: readonly Asked[]
  /** Batches that have gone. */
  readonly done: number
  readonly letters: number
  readonly copies: number
  readonly toPrint: number
  readonly error: Error | undefined
  readonly running: boolean
}

export interface LetterSending {
  readonly now: Sending | undefined
  readonly all: number
  readonly start: (letters: readonly Ticked[], how: Pick<Asked, 'help' | 'replyBy' | 'way'>) => void
  /** Goes on after a fault with the batch that did not go: sent again under its own key, it goes once. */
  readonly goOn: () => void
  readonly forget: () => void
}

/** Sends any number of letters, batch after batch; each batch whole or not at all. Stops at the first that is refused. */
export function useSending(): LetterSending {
  const schoolId = useSchoolId()
  const client = useQueryClient()
  const [now, setNow] = useState<Sending>()
  const run = async (from: Sending) => {
    let state: Sending = { ...from, error: undefined, running: true }
    setNow(state)
    for (const body of from.batches.slice(from.done)) {
      try {
        const { letters, copies, toPrint } = await callWith(sendLetters, { params: { schoolId }, body }, {})
        state = {
          ...state,
          done: state.done + 1,
          letters: state.letters + letters,
          copies: state.copies + copies,
          toPrint: state.toPrint + toPrint.length,
        }
        setNow(state)
      } catch (error) {
        state = { ...state, error: error instanceof Error ? error : new Error(String(error)) }
        break
      }
    }
    setNow({ ...state, running: false })
    await client.invalidateQueries()
  }
  const start: LetterSending['start'] = (letters, how) => {
    const batches: Asked[] = []
    for (let at = 0; at < letters.length; at += TOGETHER)
      batches.push({
        ...how,
        key: newKey(),
        letters: letters.slice(at, at + TOGETHER).map((one) => ({ ...one, letterId: newKey() })),
      })
    void run({ batches, done: 0, letters: 0, copies: 0, toPrint: 0, error: undefined, running: true })
  }
  return {
    now,
    all: (now?.batches ?? []).reduce((sum, { letters }) => sum + letters.length, 0),
    start,
    goOn: () => now !== undefined && void run(now),
    forget: () => setNow(undefined),
  }
}
