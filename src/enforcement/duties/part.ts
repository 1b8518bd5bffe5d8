import type { DutyAsked, DutyRule } from '../../duties/contract.ts'
import type { DutySource } from '../../duties/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readThreads, type ThreadFile } from '../threads/store.ts'

/** A part of the source of formal steps: its rules, and what it finds. */
export type DutyPart = Pick<DutySource, 'find'> & { readonly rules: readonly DutyRule[] }

/** The school's threads, read once for every part of one answer. */
export function threadsForDuties(tx: Tx, { schoolId, once }: DutyAsked): Promise<readonly ThreadFile[]> {
  return once('enforcement.threads', () => readThreads(tx, { schoolId }))
}
