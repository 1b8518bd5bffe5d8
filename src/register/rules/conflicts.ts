import type { z } from 'zod'
import { failure, type Problem } from '../../kernel/result.ts'
import type { Code } from '../../law/codes.ts'
import type { RollPupil } from '../../roll/contract.ts'
import type { conflictShape, MarkDetails } from '../contract.ts'
import { canonicalJson } from './journal.ts'
import { type Fault, nameOf, type WantedMark } from './mark-faults.ts'
import type { Standing } from './standing.ts'

/** A wanted mark with what its sender saw there. */
export interface SeenMark extends WantedMark {
  readonly seen: Code | null
}

export type Conflict = z.output<typeof conflictShape>['marks'][number]

/** Whether a wanted mark says exactly what stands already. */
export function saysTheSame(code: Code, details: MarkDetails, standing: Standing | undefined): boolean {
  return standing !== undefined && standing.code === code && canonicalJson(standing.details) === canonicalJson(details)
}

/**
 * Whether somebody else changed a mark since its sender looked: the code is another, or it was changed and changed back, or
 * what is recorded beside it was. A sender's own later act is no conflict.
 */
export function isOvertaken(
  mark: SeenMark,
  standing: Standing | undefined,
  sender: { id: string; version: number },
): boolean {
  if ((standing?.code ?? null) !== mark.seen) return true
  return standing !== undefined && standing.entry.number > sender.version && standing.entry.by.id !== sender.id
}

/** How a mark stands against what its sender wants, for them to choose. */
export function conflictOf(mark: SeenMark, pupil: RollPupil, standing: Standing | undefined): Conflict {
  const entry = standing?.entry
  return {
    pupilId: mark.pupilId,
    name: nameOf(pupil),
    day: mark.session.day,
    half: mark.session.half,
    seen: mark.seen,
    yours: mark.code,
    now: standing?.code ?? null,
    act: entry?.act ?? null,
    by: entry === undefined ? null : { name: entry.by.name, position: entry.by.position },
    at: entry?.madeAt ?? null,
  }
}

/** 409: the screen shows each mark with accept and keep. */
export function changedMeanwhile(marks: readonly Conflict[], version: number): { ok: false; problem: Problem } {
  const [first] = marks
  const who = first?.by === null || first === undefined ? 'Somebody else' : first.by.name
  const rest = marks.length === 1 ? 'one mark' : `${marks.length} marks`
  return failure({
    kind: 'conflict',
    code: 'register.changed-meanwhile',
    message: `${who} changed ${rest} since you looked. Nothing was saved: choose which to keep, and save again.`,
    details: { version, marks },
  })
}

/** 422: every fault with the pupil's name; nothing was saved. */
export function marksRefused(faults: readonly Fault[]): { ok: false; problem: Problem } {
  const [first] = faults
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  return failure({
    kind: 'refused',
    code: 'register.marks-refused',
    message: `Nothing was saved. ${first?.message ?? ''}${more}`,
    details: { faults },
  })
}
