import {
  LATE_LENGTHS,
  type LateLength,
  lateLength,
  SPELL_LENGTHS,
  type Spell,
  type SpellLength,
  spellLength,
} from '../definitions/absence-shape.ts'
import type { Week } from '../shown/asked.ts'
import { BANDS, bandOf } from '../shown/group-figures.ts'
import {
  BROKEN_TIMES,
  type BrokenTimes,
  brokenTimes,
  type EnrolmentShape,
  type LateSession,
} from './shape-of-absence.ts'

/** A number of the shape of absence, by which its pupils can be asked for. */
export type ShapePart =
  | ('stays' | `stays-${SpellLength}`)
  | ('broken-weeks' | `broken-weeks-${BrokenTimes}`)
  | `band-${number}`
  | ('late' | `late-${LateLength}`)

export const SHAPE_PARTS: readonly ShapePart[] = [
  'stays',
  ...SPELL_LENGTHS.map((length) => `stays-${length}` as const),
  'broken-weeks',
  ...BROKEN_TIMES.map((times) => `broken-weeks-${times}` as const),
  ...Array.from({ length: BANDS }, (_, band) => `band-${band}` as const),
  'late',
  ...LATE_LENGTHS.map((length) => `late-${length}` as const),
]

/** What a part counts: stays, weeks, pupils or late sessions. */
export type ShapeUnit = 'stays' | 'weeks' | 'pupils' | 'sessions'

/** What one enrolment has of a part. Nothing where it is not in it. */
export interface ShapeOwn {
  /** In the part's unit; a pupil counts as 1. */
  readonly own: number
  readonly spells: readonly Spell[]
  readonly weeks: readonly Week[]
  readonly late: readonly LateSession[]
}

const NONE: ShapeOwn = { own: 0, spells: [], weeks: [], late: [] }

export function unitOfPart(part: ShapePart): ShapeUnit {
  if (part.startsWith('stays')) return 'stays'
  if (part === 'broken-weeks') return 'weeks'
  return part.startsWith('late') ? 'sessions' : 'pupils'
}

/** One enrolment's part in a number; undefined where it has none, or no possible session and so is in no figure. */
function ownOfPart(shape: EnrolmentShape, part: ShapePart): ShapeOwn | undefined {
  if (shape.sessions.possible === 0) return undefined
  const own = partOf(shape, part)
  return own.own === 0 ? undefined : own
}

function partOf(shape: EnrolmentShape, part: ShapePart): ShapeOwn {
  if (part.startsWith('stays')) {
    const spells = shape.spells.filter((one) => part === 'stays' || part === `stays-${spellLength(one)}`)
    return { ...NONE, own: spells.length, spells }
  }
  if (part.startsWith('late')) {
    const late = shape.late.filter(({ minutes }) => part === 'late' || part === `late-${lateLength(minutes)}`)
    return { ...NONE, own: late.length, late }
  }
  const weeks = shape.brokenWeeks
  if (part === 'broken-weeks') return { ...NONE, own: weeks.length, weeks }
  if (part.startsWith('broken-weeks'))
    return { ...NONE, own: part === `broken-weeks-${brokenTimes(weeks.length)}` ? 1 : 0, weeks }
  return { ...NONE, own: part === `band-${bandOf(shape.sessions)}` ? 1 : 0 }
}

/** Those who are in a part, the greatest share of it first; pupils by what they missed. */
export function enrolmentsInPart(
  each: readonly EnrolmentShape[],
  part: ShapePart,
): readonly (ShapeOwn & { readonly shape: EnrolmentShape })[] {
  const minutes = ({ late }: ShapeOwn) => late.reduce((sum, one) => sum + (one.minutes ?? 0), 0)
  return each
    .flatMap((shape) => {
      const own = ownOfPart(shape, part)
      return own === undefined ? [] : [{ ...own, shape }]
    })
    .sort(
      (one, other) =>
        other.own - one.own ||
        minutes(other) - minutes(one) ||
        other.shape.sessions.absent - one.shape.sessions.absent ||
        // So that pages of one list never overlap.
        (one.shape.enrolled.pupilId < other.shape.enrolled.pupilId ? -1 : 1),
    )
}
