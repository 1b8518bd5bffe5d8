import { z } from 'zod'

/** The names that an object's shape knows, at a path of the whole. */
export function shapeAt(shape: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let inside: z.core.$ZodType | undefined = shape
  for (const key of path) {
    inside = bare(inside)
    if (inside instanceof z.ZodObject)
      inside = (inside.shape as Record<string, z.core.$ZodType>)[String(key)] // keyed by name
    else if (inside instanceof z.ZodArray) inside = inside.element
    else return []
  }
  const last = bare(inside)
  return last instanceof z.ZodObject ? Object.keys(last.shape) : []
}

function bare(shape: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return shape instanceof z.ZodOptional || shape instanceof z.ZodDefault ? bare(shape.unwrap()) : shape
}

/** The known name that differs by the fewest letters; none where even that is far. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const byDistance = known
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)
  const best = byDistance[0]
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined
}

/** How many letters must be added, removed or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, against] of [...other].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === against ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}
