import { z } from 'zod'
import { dayShape, groupIdShape, halfShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'

/** A pupil by name, for those who may see every pupil of the school. */
export const namedPupilShape = z.object({
  id: pupilIdShape,
  name: z.string(),
  yearGroup: z.string().nullable(),
  group: z.string().nullable(),
})
export type NamedPupil = z.output<typeof namedPupilShape>

export const sessionShape = z.object({ day: dayShape, half: halfShape })

/** What every answer says of itself: the same year, last session and journal number give the same answer. */
export const standingShape = {
  year: z.number().int(),
  until: sessionShape,
  journalNumber: z.number().int(),
}

/** Who entered something, by name and position as they were then, and when. */
export const enteredShape = z.object({ at: momentShape, name: z.string(), position: z.string() })

export const groupNamedShape = z.object({ id: groupIdShape, name: z.string() })

/** One line of text that somebody types. */
export const typedLine = (message: string, max = 80) => z.string().trim().min(1, message).max(max)

export const becauseShape = typedLine('Say why, in a few words.', 200)
