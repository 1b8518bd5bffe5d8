import Dexie, { type EntityTable, liveQuery } from 'dexie'
import { useEffect, useState } from 'react'
import type { PupilId, SchoolId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { whoIsHere } from '../../../register/contract.ts'
import type { CountAct, showRollCall } from '../../contract.ts'

export type Here = Answer<typeof whoIsHere>
export type RollCallShown = Answer<typeof showRollCall>

/** Who was on site when this device last heard: names, forms and where they were, no codes. */
export interface KeptRoll {
  readonly schoolId: SchoolId
  readonly personId: string
  readonly day: string
  readonly here: Here
}

/** A press at the assembly point that has not reached the server. */
export interface UnsentTick extends CountAct {
  readonly kind: 'accounted' | 'taken-back'
  readonly pupilId: PupilId
  readonly schoolId: SchoolId
  readonly personId: string
}

const database = new Dexie('firstbell-on-site') as Dexie & {
  kept: EntityTable<KeptRoll, 'schoolId'>
  ticks: EntityTable<UnsentTick, 'key'>
}
database.version(1).stores({ kept: 'schoolId', ticks: 'key, personId' })

/** Keeps who is on site, without the marks; what was kept of other days and people goes. */
export async function keepRoll({ here, ...of }: KeptRoll): Promise<void> {
  await database.kept.filter((kept) => kept.personId !== of.personId || kept.day !== of.day).delete()
  await database.kept.put({ ...of, here: { ...here, pupils: here.pupils.map((pupil) => ({ ...pupil, code: null })) } })
}

export async function keepTick(tick: UnsentTick): Promise<void> {
  await database.ticks.put(tick)
}

export async function ticksOf(personId: string): Promise<readonly UnsentTick[]> {
  return (await database.ticks.where('personId').equals(personId).sortBy('at')) as readonly UnsentTick[]
}

export async function dropTicks(keys: readonly string[]): Promise<void> {
  await database.ticks.bulkDelete([...keys])
}

/** Everything goes, sent or not: whoever used the device is signing out. */
export async function forgetRoll(): Promise<void> {
  await Promise.all([database.kept.clear(), database.ticks.clear()])
}

/** The last press of a moment comes last, however quickly two follow each other: undoing must not lose to what it undoes. */
let lastPress = 0
export function momentOfPress(now: Date): Moment {
  lastPress = Math.max(lastPress + 1, now.getTime())
  return new Date(lastPress).toISOString() as Moment
}

function useAsked<T>(ask: () => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<T>()
  useEffect(() => {
    const watch = liveQuery(ask).subscribe({ next: setAnswer, error: () => setAnswer(undefined) })
    return () => watch.unsubscribe()
  }, [ask])
  return answer
}

/** What the device keeps of this school for this person; undefined until it is known, null where nothing is kept. */
export function useKeptRoll(schoolId: SchoolId, personId: string | undefined): KeptRoll | null | undefined {
  const [ask, setAsk] = useState(() => async (): Promise<KeptRoll | null | undefined> => undefined)
  useEffect(
    () =>
      setAsk(() => async () => {
        const kept = await database.kept.get(schoolId)
        return kept?.personId === personId ? kept : null
      }),
    [schoolId, personId],
  )
  return useAsked(ask)
}

export function useUnsentTicks(personId: string | undefined): readonly UnsentTick[] {
  const [ask, setAsk] = useState(() => async () => [] as readonly UnsentTick[])
  useEffect(() => setAsk(() => async () => (personId === undefined ? [] : ticksOf(personId))), [personId])
  return useAsked(ask) ?? []
}
