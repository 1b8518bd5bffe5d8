import type { Amount, LetterStep, PolicyInForce } from '../../../policy/contract.ts'

/** The letters that build on each other, in the order in which they are sent. */
export const RUNGS = ['first', 'second', 'meeting', 'final'] as const
export type Rung = (typeof RUNGS)[number]

/** Letters beside the ladder: each ends what was climbed of it. */
export const GOOD_NEWS = ['improved', 'stepped-down'] as const
export const LETTER_KINDS = [...RUNGS, ...GOOD_NEWS] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

export const KIND_NAMES: Readonly<Record<LetterKind, string>> = {
  first: 'First letter',
  second: 'Second letter',
  meeting: 'Invitation to a meeting',
  final: 'Final warning',
  improved: 'Attendance is better',
  'stepped-down': 'We write no more letters for now',
}

/** One rung with what brings a child to it. A trigger that is left out is none. */
export interface LadderRung {
  readonly rung: Rung
  /** Attendance below this percentage, of the child's own possible sessions. */
  readonly below?: number
  /** Lates in this half of the term. */
  readonly lates?: number
  /** Unauthorised sessions, counted since the ladder began. */
  readonly unauthorised?: number
  /** Weeks between the letter before and this one; a new half of a term ends them. */
  readonly waitWeeks: number
  /** The section of the school's policy that promises it; null where it is Firstbell's own choice. */
  readonly section: string | null
}

export interface Ladder {
  readonly rungs: readonly LadderRung[]
  /** Whether the school's policy promises letters; else the whole ladder is Firstbell's choice. */
  readonly promised: boolean
  /** Days of illness in the year from which the sickness return goes to the authority, and no letter of the ladder to the family. */
  readonly sickDays: number
}

/** Firstbell's own choices, for what no policy says. Shown as such. */
export const OWN_CHOICES = {
  below: 95,
  waitWeeks: 3,
  /** Half days without a reason that the school could accept, before a final warning. */
  unauthorised: 6,
  /** So many of them within ten weeks of school, and a final warning names the penalty notice: three fewer than the national threshold. */
  nearNotice: 7,
  /** Possible sessions before a percentage says anything of a child: three weeks. */
  fewest: 30,
  /** Possible sessions after a letter before it is judged whether it helped: one week. */
  judged: 10,
  /** So many sessions one after the other at or above the percentage are an improvement, and the ladder begins anew: four weeks. */
  improved: 40,
} as const

/** What those choices come to, in words, for the page that lists who qualifies. */
export const OWN_CHOICES_IN_WORDS: readonly string[] = [
  `A child is counted after ${OWN_CHOICES.fewest} half days of school in the year.`,
  `The next letter goes ${OWN_CHOICES.waitWeeks} weeks after the one before at the earliest, or when a new half term has begun, and only where absence went on after it.`,
  `Four weeks (${OWN_CHOICES.improved} half days) at or above the percentage count as better: the ladder begins anew, and absence from before counts no more.`,
  'A new school year begins the ladder anew.',
  'A letter counts when it was sent. One that waits, came back or could not be delivered does not.',
  'Illness alone never leads beyond a letter of support.',
  `A final warning needs support that was offered in the child’s case, ${OWN_CHOICES.unauthorised} half days of unauthorised absence unless the policy says otherwise, and compulsory school age. The number is ours: no law or guidance names one.`,
  `A final warning names a penalty notice only from ${OWN_CHOICES.nearNotice} half days of unauthorised absence within ten weeks of school. The page of the national threshold says who has met it.`,
  'A policy that promises neither a second letter nor a meeting has no final warning of ours.',
]

/** How many of a unit make a week. */
const A_WEEK: Readonly<Record<string, number>> = { days: 7, 'consecutive days': 7, 'school days': 5, 'working days': 5 }

function inWeeks({ amount, unit }: Amount): number {
  if (unit === 'months') return 4 * amount
  return Math.ceil(amount / (A_WEEK[unit] ?? 1))
}

/**
 * The ladder as a school's policy has it; rungs that it leaves out are left out. The final warning is ours, and follows more than one letter: it
 * is left out where the policy promises neither a second one nor a meeting.
 */
export function ladderOf({ policy }: Pick<PolicyInForce, 'policy'>): Ladder {
  const promised = policy.letters.some(({ step }) => step === 'letter' || step === 'meeting')
  const stated: readonly LadderRung[] = RUNGS.flatMap((rung) => {
    const steps = policy.letters.filter((step) => rungOf(step) === rung)
    return steps.length === 0 ? [] : [merged(rung, steps)]
  })
  const first: LadderRung = { rung: 'first', below: OWN_CHOICES.below, waitWeeks: OWN_CHOICES.waitWeeks, section: null }
  const warns = !promised || stated.some(({ rung }) => rung === 'second' || rung === 'meeting')
  const final: LadderRung = {
    rung: 'final',
    unauthorised: OWN_CHOICES.unauthorised,
    waitWeeks: OWN_CHOICES.waitWeeks,
    section: null,
  }
  const own: readonly LadderRung[] = [
    { ...first, ...(promised ? lowestTrigger(stated) : {}) },
    ...(promised ? [] : (['second', 'meeting'] as const).map((rung) => ({ ...first, rung }))),
    ...(warns ? [final] : []),
  ]
  const rungs = RUNGS.flatMap((rung) => [...stated, ...own].find((one) => one.rung === rung) ?? [])
  return { rungs, promised, sickDays: policy.sicknessReturn.after.amount }
}

function rungOf({ step, which = 'first' }: LetterStep): Rung | undefined {
  if (step === 'letter') return which
  return step === 'meeting' ? 'meeting' : undefined
}

/** A policy that promises a meeting and no letter: the first letter, which always comes before, by what leads to the meeting. */
function lowestTrigger(stated: readonly LadderRung[]): Pick<LadderRung, 'below'> {
  const below = Math.max(...stated.map((one) => one.below ?? 0))
  return below > 0 ? { below } : {}
}

function merged(rung: Rung, steps: readonly LetterStep[]): LadderRung {
  const below = steps.map((one) => one.below).find((one): one is number => typeof one === 'number')
  const lates = steps.find((one) => one.lates !== undefined)?.lates
  const unauthorised = steps.find((one) => one.unauthorised !== undefined)?.unauthorised
  const after = steps.find((one) => one.after !== undefined)?.after
  return {
    rung,
    ...(below === undefined ? {} : { below }),
    ...(lates === undefined ? {} : { lates }),
    ...(unauthorised === undefined ? {} : { unauthorised }),
    waitWeeks: after === undefined ? OWN_CHOICES.waitWeeks : inWeeks(after),
    section: steps[0]?.section ?? null,
  }
}

/** The wording of each letter, as messaging knows it; the office may write another version of each. */
export const TEMPLATES: Readonly<Record<LetterKind, string>> = {
  first: 'below-95',
  second: 'ladder-second',
  meeting: 'ladder-meeting',
  final: 'ladder-final',
  improved: 'ladder-improved',
  'stepped-down': 'ladder-stepped-down',
}
const FIRST_OTHERWISE = { illness: 'ladder-illness', late: 'ladder-late' } as const
const FINAL_NEAR_NOTICE = 'ladder-final-notice'

export function templateOfLetter(
  kind: LetterKind,
  wording: 'absence' | 'illness' | 'late' | 'near a notice' | 'good news',
): string {
  if (kind === 'first' && (wording === 'illness' || wording === 'late')) return FIRST_OTHERWISE[wording]
  return kind === 'final' && wording === 'near a notice' ? FINAL_NEAR_NOTICE : TEMPLATES[kind]
}

export const LADDER_TEMPLATES: readonly string[] = [
  ...Object.values(TEMPLATES),
  ...Object.values(FIRST_OTHERWISE),
  FINAL_NEAR_NOTICE,
]

/** Which letter a message is by its wording, for one that somebody sent beside the list. */
export function kindOfTemplate(template: string): LetterKind | undefined {
  if (Object.values(FIRST_OTHERWISE).some((key) => key === template)) return 'first'
  if (template === FINAL_NEAR_NOTICE) return 'final'
  return LETTER_KINDS.find((kind) => TEMPLATES[kind] === template)
}
