import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { actOnSupport } from '../../contract.ts'

export type ActToKeep = Input<typeof actOnSupport>['body']['act']

/** Writes one thing that happened to support into a case. Pressed twice it is kept once. */
export function useSupportAct(caseId: string, onDone: () => void) {
  const schoolId = useSchoolId()
  const [key, setKey] = useState(newKey)
  const act = useAct(actOnSupport, {
    onDone: () => {
      setKey(newKey())
      onDone()
    },
  })
  return {
    keep: (what: ActToKeep) => act.mutate({ params: { schoolId, caseId }, body: { key, act: what } }),
    error: act.error,
    isPending: act.isPending,
  }
}

/** What is typed is checked by the server, which says what is wrong with it. */
export function dayOr(typed: string, otherwise: Day): Day {
  return (typed || otherwise) as Day
}

export function dayOrNone(typed: string): Day | null {
  return typed === '' ? null : (typed as Day)
}
