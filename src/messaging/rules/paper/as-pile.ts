/** What decides where a letter lies in the pile. */
export interface InPile {
  readonly contactId: string
  readonly contactName: string
  /** The child, or the first of the children, as named in the list on the screen. */
  readonly child: string
}

/**
 * Letters in the order in which they are printed and folded: by child, the copies of all parents together. What one parent gets about brothers
 * and sisters lies next to each other, for one envelope, where the first of these children stands.
 */
export function asPile<Letter>(letters: readonly Letter[], of: (letter: Letter) => InPile): readonly Letter[] {
  const pile = letters.map((letter) => ({ letter, ...of(letter) }))
  const families = familiesOf(pile)
  return pile
    .toSorted(
      (one, other) =>
        compare(families.get(one.child), families.get(other.child)) ||
        compare(one.contactName, other.contactName) ||
        compare(one.contactId, other.contactId) ||
        compare(one.child, other.child),
    )
    .map(({ letter }) => letter)
}

/** The first child in the alphabet of all who are joined by a parent who has letters about several: half-brothers with half-brothers, too. */
function familiesOf(pile: readonly InPile[]): ReadonlyMap<string, string> {
  let ofChild = new Map(pile.map(({ child }) => [child, child]))
  for (;;) {
    const known = ofChild
    const family = ({ child }: InPile) => known.get(child) ?? child
    const ofContact = firstOf(pile, ({ contactId }) => contactId, family)
    const next = firstOf(
      pile,
      ({ child }) => child,
      (one) => ofContact.get(one.contactId) ?? family(one),
    )
    if (pile.every((one) => next.get(one.child) === family(one))) return next
    ofChild = next
  }
}

/** The first name in the alphabet for each key. */
function firstOf(
  pile: readonly InPile[],
  key: (one: InPile) => string,
  name: (one: InPile) => string,
): Map<string, string> {
  const first = new Map<string, string>()
  for (const one of pile) {
    const before = first.get(key(one))
    if (before === undefined || compare(name(one), before) < 0) first.set(key(one), name(one))
  }
  return first
}

function compare(one = '', other = ''): number {
  return one.localeCompare(other, 'en')
}
