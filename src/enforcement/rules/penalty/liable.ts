/** An adult of a child, as far as it matters who is a parent in law. */
export interface Adult {
  readonly id: string
  readonly name: string
  readonly relationship: string
  readonly isParent: boolean
  readonly parentalResponsibility: 'yes' | 'no' | 'not-known'
  readonly livesWith: boolean
  readonly barred: boolean
}

/** Whether an adult may be liable, why, and what has to be settled before one is chosen. */
export interface Liability {
  readonly adult: Adult
  readonly liable: 'yes' | 'ask' | 'no'
  readonly because: string
  /** What stands against a notice to this adult although they may be liable; whoever chooses them says why. */
  readonly caution: string | null
}

/**
 * Who may be liable for a child's absence: every parent, everybody with parental responsibility, and everybody who looks after the child, a
 * step-parent too (section 576 Education Act 1996). Usually the notice is for those who allowed the absence or have the child from day to day:
 * those who live with the child come first.
 */
export function liabilities(adults: readonly Adult[]): readonly Liability[] {
  return adults.map(liabilityOf).sort((one, other) => orderOf(one) - orderOf(other))
}

function orderOf({ liable, adult, caution }: Liability): number {
  return { yes: 0, ask: 4, no: 8 }[liable] + (adult.livesWith ? 0 : 2) + (caution === null ? 0 : 1)
}

/** Whether one adult may be liable, and why. */
export function liabilityOf(adult: Adult): Liability {
  const [liable, because] = standing(adult)
  return { adult, liable, because, caution: liable === 'no' ? null : cautionOf(adult) }
}

/** Whether an adult is, or may be, a parent in law: nobody else is offered where a notice is addressed. */
export function mayBeLiable(adult: Standing): boolean {
  return standing(adult)[0] !== 'no'
}

type Standing = Pick<Adult, 'isParent' | 'parentalResponsibility' | 'livesWith'>

function standing({ isParent, parentalResponsibility, livesWith }: Standing): [Liability['liable'], string] {
  if (parentalResponsibility === 'yes')
    return ['yes', livesWith ? 'Has parental responsibility and lives with the child' : 'Has parental responsibility']
  if (isParent) return ['yes', livesWith ? 'A parent, and lives with the child' : 'A parent; lives elsewhere']
  if (livesWith) return ['ask', 'Lives with the child: a parent in law if they look after the child (section 576)']
  if (parentalResponsibility === 'not-known')
    return ['ask', 'Nobody has entered whether they have parental responsibility']
  return ['no', 'No parent, no parental responsibility, and the child does not live with them']
}

function cautionOf({ barred, livesWith }: Adult): string | null {
  if (barred)
    return 'Must not be told anything about the child. Settle with the designated safeguarding lead whether a notice can be sent at all, and say what was settled.'
  return livesWith
    ? null
    : 'The child does not live with them. Say how they allowed the absence, or that they have the child from day to day.'
}

const FEWEST_LETTERS = 10

/** What has to be said of an adult of whom it is not entered that they are a parent in law; null where it is entered. */
export function asksOf({ adult, liable }: Liability): string | null {
  if (liable !== 'ask') return null
  return adult.livesWith
    ? 'Say how they look after the child: whoever has care of a child is a parent in law (section 576), and a sister who only lives there is not.'
    : 'Find out, and say, whether they have parental responsibility or the child from day to day (section 576).'
}

/** What was said of an adult, to be kept; null where nothing had to be, undefined where it is missing. */
export function whyChosen(ask: string | null, said: string | null | undefined): string | null | undefined {
  const words = (said ?? '').trim()
  if (ask === null) return words === '' ? null : words
  return words.length < FEWEST_LETTERS ? undefined : words
}

/** Why an adult cannot be chosen with these reasons; undefined where they can. */
export function mayNotChoose({ adult, liable, because, caution }: Liability, reasons: string): string | undefined {
  if (liable === 'no') return `${adult.name} is not liable: ${because.toLowerCase()}.`
  if (reasons.trim().length < FEWEST_LETTERS)
    return `Say why ${adult.name} is liable and was chosen.${caution === null ? '' : ` ${caution}`}`
  return undefined
}
