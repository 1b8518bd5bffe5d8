/** An adult of the child, as far as an offer can name them. */
export interface NamedAdult {
  readonly id: string
  readonly title: string
  readonly forenames: string
  readonly surname: string
  readonly relationship: string
}

/** Who reads a notice about which child, and the adults whom an offer may name. */
export interface Reading {
  /** The id of the parent who reads it. */
  readonly parent: string
  readonly adults: readonly NamedAdult[]
  /** What the child is called. */
  readonly child: string
}

const THE_CHILD = ['child', 'pupil']
/** Words that mean each parent, the reader too, whoever else is named. */
const EACH_PARENT = ['parents', 'both']
/** Words that mean everybody at home, where nobody is named beside: "Mother, with a family support worker" is the mother. */
const ALL_OF_THEM = ['family', 'carers']

/**
 * To whom an offer was made, for the parent who reads of it. `another`: it names another adult of the child, and neither this one nor the child nor
 * both parents. What names nobody who is known (`somebody`) is told, as it always was: nobody guesses whom it meant.
 * @param to whom it was offered to, as somebody wrote it: a name, or "Mother"
 */
export function whomOffered(to: string, of: Reading): 'reader' | 'child' | 'another' | 'somebody' {
  const named = of.adults.filter((adult) => waysToName(adult).some((one) => names(to, one)))
  const said = (words: readonly string[]) => words.some((word) => names(to, word))
  if (named.some(({ id }) => id === of.parent) || said(EACH_PARENT)) return 'reader'
  if (said([of.child])) return 'child'
  if (named.length > 0) return 'another'
  if (said(ALL_OF_THEM)) return 'reader'
  return said(THE_CHILD) ? 'child' : 'somebody'
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
