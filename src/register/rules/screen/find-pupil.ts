/** As much of a pupil as a name search needs. */
export interface Findable {
  readonly preferredName: string
  readonly familyName: string
}

/** Letters as a keyboard has them: without accents, apostrophes and case, so that "obr" finds O’Brien. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
    .trim()
}

/** How well a typed text fits a name; lower is better, undefined not at all. Two letters are first and last initial before all else. */
function fitOf(pupil: Findable, text: string): number | undefined {
  const first = plain(pupil.preferredName)
  const last = plain(pupil.familyName)
  if (text.length === 2 && first.startsWith(text[0] ?? '') && last.startsWith(text[1] ?? '')) return 0
  if (`${first} ${last}`.startsWith(text) || `${last} ${first}`.startsWith(text)) return 1
  const words = `${first} ${last}`.split(/[\s-]+/)
  if (words.some((word) => word.startsWith(text))) return 2
  // "am kh": the beginning of each name.
  const [one = '', two] = text.split(/\s+/)
  if (two !== undefined && first.startsWith(one) && last.startsWith(two)) return 1
  return first.includes(text) || last.includes(text) ? 3 : undefined
}

/**
 * The pupils whose name fits what was typed, best first, names in order. None for an empty text. `likely` puts those before
 * the others whose name fits as well: lower comes first.
 */
export function findPupils<Pupil extends Findable>(
  pupils: readonly Pupil[],
  typed: string,
  { most = 8, likely = () => 0 }: { readonly most?: number; readonly likely?: (pupil: Pupil) => number } = {},
): Pupil[] {
  const text = plain(typed)
  if (text === '') return []
  return pupils
    .flatMap((pupil) => {
      const how = fitOf(pupil, text)
      return how === undefined ? [] : [{ pupil, how }]
    })
    .sort(
      (one, other) =>
        one.how - other.how ||
        likely(one.pupil) - likely(other.pupil) ||
        one.pupil.preferredName.localeCompare(other.pupil.preferredName) ||
        one.pupil.familyName.localeCompare(other.pupil.familyName),
    )
    .slice(0, most)
    .map(({ pupil }) => pupil)
}
