import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { PupilId, SchoolId } from '../../../kernel/ids.ts'
import { whoIsHere } from '../../../register/contract.ts'
import { useNow } from '../../../ui/clock.tsx'
import { useMay, useMe } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { OfflineError } from '../../../ui/problem.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { type CountAct, showRollCall, withUnsent } from '../../contract.ts'
import {
  type Here,
  keepRoll,
  keepTick,
  momentOfPress,
  type RollCallShown,
  useKeptRoll,
  useUnsentTicks,
} from './kept-roll.ts'
import { sendTicks } from './send-ticks.ts'

export interface Counting {
  readonly accounted: ReadonlyMap<PupilId, { readonly at: string; readonly by: string }>
  /** When the roll call began: what the server knows, or this device alone. */
  readonly startedAt: string | null
  readonly ended: RollCallShown['ended']
  readonly unsent: number
  readonly press: (pupilId: PupilId) => void
}

/** Who is on site, fresh or as the device kept it, and who has been counted, sent or not. */
export function useRoll(schoolId: SchoolId) {
  const me = useMe()
  const personId = me.person?.id
  const mayCount = useMay()('site.count')
  const asked = useOperation(whoIsHere, { params: { schoolId } }, { everySeconds: 60 })
  const called = useOperation(showRollCall, { params: { schoolId } }, { everySeconds: 10, when: mayCount })
  const kept = useKeptRoll(schoolId, personId)
  const fresh = asked.data
  useEffect(() => {
    if (fresh !== undefined && personId !== undefined && mayCount)
      void keepRoll({ schoolId, personId, day: fresh.day, here: fresh }).catch(() => undefined)
  }, [fresh, schoolId, personId, mayCount])
  const offline = asked.error instanceof OfflineError
  const here: Here | undefined = fresh ?? (offline ? kept?.here : undefined)
  const counting = useCounting({ schoolId, personId, called: called.data, by: me.person?.name ?? '' })
  return { asked, here, offline, kept: kept !== undefined, mayCount, counting }
}

function useCounting(of: {
  schoolId: SchoolId
  personId: string | undefined
  called: RollCallShown | undefined
  by: string
}): Counting {
  const { schoolId, personId, called, by } = of
  const client = useQueryClient()
  const unsent = useUnsentTicks(personId)
  const now = useRef(new Date(0))
  now.current = useNow(5)
  const accounted = useMemo(() => {
    const known = new Map(called?.accounted.map(({ pupilId, at, by: who }) => [pupilId, { at, by: who }]))
    return withUnsent(
      known,
      unsent.filter((tick): tick is typeof tick & CountAct => tick.schoolId === schoolId),
    )
  }, [called, unsent, schoolId])
  const press = useCallback(
    (pupilId: PupilId) => {
      if (personId === undefined) return
      const kind = accounted.has(pupilId) ? 'taken-back' : 'accounted'
      const at = momentOfPress(now.current)
      const tick = { key: newKey(), kind, pupilId, at, by, words: '', schoolId, personId } as const
      void keepTick(tick).then(() => sendTicks(client, { personId, now: now.current }).catch(() => undefined))
    },
    [accounted, by, client, personId, schoolId],
  )
  const startedAt = called?.startedAt ?? unsent[0]?.at ?? null
  return { accounted, startedAt, ended: called?.ended ?? [], unsent: unsent.length, press }
}
