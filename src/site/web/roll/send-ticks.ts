import { notifications } from '@mantine/notifications'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { dayText } from '../../../ui/clock.tsx'
import { OfflineError, ProblemError } from '../../../ui/problem.ts'
import { keyOf } from '../../../ui/use-operation.ts'
import { countPeople, MOST_COUNTED, showRollCall } from '../../contract.ts'
import { dropTicks, ticksOf, type UnsentTick } from './kept-roll.ts'

const LOCK = 'firstbell-send-ticks'
const TOO_MANY = 429
const SIGNED_OUT = 401

/** Sends what was ticked, school by school; one tab at a time, the others would only repeat it. */
export async function sendTicks(client: QueryClient, of: { personId: string; now: Date }): Promise<void> {
  const send = () => sendAll(client, of)
  if (!('locks' in navigator)) return send()
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await send()
  })
}

async function sendAll(client: QueryClient, of: { personId: string; now: Date }): Promise<void> {
  const all = await ticksOf(of.personId)
  const today = all.filter(({ at }) => dayText(at) === dayText(of.now))
  // What was ticked on another day is over, and the server would not have it.
  await dropTicks(all.filter((tick) => !today.includes(tick)).map(({ key }) => key))
  for (const [schoolId, ticks] of Map.groupBy(today, (tick) => tick.schoolId)) {
    const some = ticks.slice(0, MOST_COUNTED)
    const params = { schoolId }
    try {
      const acts = some.map(({ key, kind, pupilId, at }) => ({ key, kind, pupilId, at }))
      const answer = await call(countPeople, { params, body: { acts } })
      client.setQueryData(keyOf(showRollCall, { params }), answer)
      await dropTicks(some.map(({ key }) => key))
    } catch (thrown) {
      if (!isFinal(thrown)) return
      await dropTicks(some.map(({ key }) => key))
      sayRefused(some, thrown)
    }
  }
}

/** Whether trying again would give the same. */
function isFinal(thrown: unknown): thrown is ProblemError {
  if (thrown instanceof OfflineError || !(thrown instanceof ProblemError)) return false
  return thrown.status >= 400 && thrown.status < 500 && thrown.status !== SIGNED_OUT && thrown.status !== TOO_MANY
}

function sayRefused(ticks: readonly UnsentTick[], { message }: ProblemError): void {
  const what = ticks.length === 1 ? '1 tick was not taken' : `${ticks.length} ticks were not taken`
  notifications.show({ color: 'red', title: what, message: `${message} Count them again.`, autoClose: false })
}
