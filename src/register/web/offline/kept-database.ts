import Dexie, { type EntityTable, liveQuery } from 'dexie'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { Input } from '../../../ui/call.ts'
import type { conflictShape, Register, takeRegister } from '../../contract.ts'

export type Conflict = z.output<typeof conflictShape>
export type RegisterAddress = Input<typeof takeRegister>['params']

/** A register of today as it was last seen, so that it opens without a network. Names and codes, nothing else. */
export interface KeptRegister {
  readonly id: string
  readonly personId: string
  readonly day: string
  readonly register: Register
  readonly keptAt: string
}

/** A save that has not reached the server. `waiting` will send itself; the others wait for a person. */
export interface UnsentRegister {
  /** The idempotency key of the act. */
  readonly key: string
  readonly id: string
  readonly personId: string
  readonly address: RegisterAddress
  readonly groupName: string
  /** Names of the pupils it marks, to show them again. */
  readonly names: Readonly<Record<string, string>>
  readonly body: Input<typeof takeRegister>['body']
  /** When it was taken, by the school's clock. */
  readonly capturedAt: string
  readonly state: 'waiting' | 'clash' | 'refused'
  readonly conflict?: Conflict
  readonly message?: string
}

const database = new Dexie('firstbell-registers') as Dexie & {
  kept: EntityTable<KeptRegister, 'id'>
  unsent: EntityTable<UnsentRegister, 'key'>
}
database.version(1).stores({ kept: 'id, day', unsent: 'key, id, capturedAt, personId' })

/** One register's place on the device. */
export function registerKey({ schoolId, groupId, day, half }: RegisterAddress): string {
  return [schoolId, groupId, day, half].join('/')
}

export async function keepRegister(kept: KeptRegister): Promise<void> {
  await database.kept.put(kept)
}

export async function keptRegister(id: string, personId: string): Promise<KeptRegister | undefined> {
  const kept = await database.kept.get(id)
  return kept?.personId === personId ? kept : undefined
}

export async function keepUnsent(unsent: UnsentRegister): Promise<void> {
  await database.unsent.put(unsent)
}

/** False where it was not there any more. */
export async function dropUnsent(key: string): Promise<boolean> {
  return (await database.unsent.where('key').equals(key).delete()) > 0
}

/** In the order in which they were saved. */
export async function unsentOf(personId: string): Promise<readonly UnsentRegister[]> {
  return database.unsent.where('personId').equals(personId).sortBy('capturedAt')
}

/** A register has reached the server: what was kept to take it is not needed any more. */
export async function forgetRegister(id: string): Promise<void> {
  const more = await database.unsent.where('id').equals(id).count()
  if (more === 0) await database.kept.delete(id)
}

/** Registers of earlier days, and those of anybody else who used this device, go. What was not sent stays. */
export async function forgetOthers(today: string, personId: string): Promise<void> {
  await database.kept.filter((kept) => kept.day < today || kept.personId !== personId).delete()
}

/** Everything of this person goes, sent or not: they are signing out. */
export async function forgetEverything(personId: string): Promise<void> {
  await database.kept.clear()
  await database.unsent.where('personId').equals(personId).delete()
}

/** What a question to the device's store answers now, and anew whenever that changes; undefined until it is known. */
export function useKept<T>(ask: () => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<T>()
  useEffect(() => {
    const watch = liveQuery(ask).subscribe({ next: setAnswer, error: () => setAnswer(undefined) })
    return () => watch.unsubscribe()
  }, [ask])
  return answer
}

/** The registers of this person that have not reached the server. */
export function useUnsent(personId: string | undefined): readonly UnsentRegister[] {
  const [ask, setAsk] = useState(() => async () => [] as readonly UnsentRegister[])
  useEffect(() => setAsk(() => async () => (personId === undefined ? [] : unsentOf(personId))), [personId])
  return useKept(ask) ?? []
}
