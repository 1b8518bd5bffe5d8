import type { PupilId } from '../../../kernel/ids.ts'

/** As much of a pupil as a pasted list can name. */
export interface Nameable {
  readonly pupilId: PupilId
  readonly preferredName: string
  readonly familyName: string
  readonly groupName: string | null
}

/** What a pasted list names: who is meant by exactly one line's name, and the lines of which nobody or several could be meant. */
export interface PastedNames<Pupil> {
  readonly found: readonly Pupil[]
  readonly unknown: readonly string[]
  readonly several: readonly { readonly line: string; readonly pupils: readonly Pupil[] }[]
}

/** Words without accents, apostrophes and case, in an order of their own: "Adler, Ada" and "Ada Adler" are one name. */
function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
    .split(/[\s,;\t-]+/)
    .filter((word) => word !== '')
}

const keyOf = (words: readonly string[]) => words.toSorted().join(' ')

/**
 * Reads a list as it is copied from a spreadsheet or a message: a name on each line, in either order, with the class beside it or
 * not. Nobody is guessed at: a name that two pupils have, without the class, is asked about.
 */
export function readPastedNames<Pupil extends Nameable>(text: string, pupils: readonly Pupil[]): PastedNames<Pupil> {
  const byName = Map.groupBy(pupils, (pupil) => keyOf(wordsOf(`${pupil.preferredName} ${pupil.familyName}`)))
  const byNameAndClass = Map.groupBy(pupils, (pupil) =>
    keyOf(wordsOf(`${pupil.preferredName} ${pupil.familyName} ${pupil.groupName ?? ''}`)),
  )
  const found = new Map<PupilId, Pupil>()
  const unknown: string[] = []
  const several: { line: string; pupils: readonly Pupil[] }[] = []
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === '') continue
    const key = keyOf(wordsOf(line))
    const meant = byNameAndClass.get(key) ?? byName.get(key) ?? []
    const [only] = meant
    if (only === undefined) unknown.push(line)
    else if (meant.length > 1) several.push({ line, pupils: meant })
    else found.set(only.pupilId, only)
  }
  return { found: [...found.values()], unknown, several }
}
