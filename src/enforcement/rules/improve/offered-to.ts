/** An adult of the child, as far as an offer can name them. */
export interface NamedAdult {
  readonly id: string
  readonly title: string
  readonly forenames: string
  readonly surname: string
  readonly relationship: string
}

/** Words that mean the child, or everybody at home. */
const ALL_OF_THEM = ['child', 'pupil', 'family', 'parents', 'both', 'carers']

/**
 * Whether an offer was made to somebody else alone: it names another adult of the child, and neither this one nor the child nor the family. What
 * names nobody who is known is told, as it always was: nobody guesses whom it meant.
 * @param to whom it was offered to, as somebody wrote it: a name, or "Mother"
 */
export function offeredToOther(
  to: string,
  of: { readonly parent: string; readonly adults: readonly NamedAdult[]; readonly child: string },
): boolean {
  if ([...ALL_OF_THEM, of.child].some((word) => names(to, word))) return false
  const named = of.adults.filter((adult) => waysToName(adult).some((one) => names(to, one)))
  return named.length > 0 && named.every(({ id }) => id !== of.parent)
}

function waysToName({ title, forenames, surname, relationship }: NamedAdult): readonly string[] {
  const [first = ''] = forenames.split(' ')
  const named = surname === '' ? [] : [forenames, first, title].map((one) => (one === '' ? '' : `${one} ${surname}`))
  return [...named, relationship].filter((one) => one !== '')
}

/** Whether words hold these as whole words, whatever their case. */
function names(words: string, searched: string): boolean {
  const plain = (of: string) =>
    ` ${of
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `
  return searched.trim() !== '' && plain(words).includes(plain(searched))
}
