import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { FIELDS, FIGURE_FIELDS, fieldsIn, type MergeValues } from '../rules/merge-fields.ts'
import type { Template } from '../rules/shapes.ts'

/** What is counted of one child for a message: the fields of `FIGURE_FIELDS` that anything was counted for. Given by whoever puts the slices together. */
export type FiguresOf = (
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly pupilId: PupilId; readonly now: Moment },
) => Promise<MergeValues>

interface Asked {
  readonly schoolId: SchoolId
  readonly template: Pick<Template, 'texts'>
  readonly about: readonly PupilId[]
  readonly merge: MergeValues | undefined
  readonly now: Moment
}

/**
 * What was typed, with what is counted in place of anything typed for it: days missed are never taken from somebody's head.
 * @returns refused where such a message is about several children at once: each has other figures.
 */
export async function withFigures(tx: Tx, asked: Asked, figuresOf: FiguresOf): Promise<Result<MergeValues>> {
  const { schoolId, template, about, merge = {}, now } = asked
  const open = new Set(template.texts.flatMap(({ subject, body }) => fieldsIn(`${subject} ${body}`)))
  const counted = FIGURE_FIELDS.filter((name) => open.has(name))
  if (counted.length === 0) return success(merge)
  const [pupilId, ...others] = new Set(about)
  if (pupilId === undefined || others.length > 0)
    return refused(
      'messaging.figures-of-one',
      `This tells the figures of one child (${counted.map((name) => FIELDS[name].meaning).join('; ')}). Write about each child by itself.`,
    )
  const figures = await figuresOf(tx, { schoolId, pupilId, now })
  const typed = Object.entries(merge).filter(([name]) => !counted.some((one) => one === name))
  const filled = counted.flatMap((name) => (figures[name] === undefined ? [] : [[name, figures[name]] as const]))
  return success(Object.fromEntries([...typed, ...filled]))
}
