import { type Duty, type DutyAction, type DutyRule, dutyKey } from '../../../duties/contract.ts'
import { type Day, longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { type Citation, read, unread } from '../../../law/citation.ts'
import { type LetterStep, NO_SECTION, type PolicyInForce } from '../../../policy/contract.ts'
import { absentOf, countUp, isBelow } from './counted.ts'
import { KIND_NAMES, type LetterKind, RUNGS } from './ladder.ts'
import type { ChildFacts, NextLetter, PastLetter } from './next-letter.ts'
import { whyInWords } from './why-in-words.ts'

const PROMISED = unread('Promised by the school’s policy')

/** The ladder of the policy as duties: each letter is due by one rule, `nextLetter`, and ends when a copy has gone. */
export const LETTER_RULES: readonly DutyRule[] = [
  {
    id: 'B10',
    answers: ['B11'],
    title: 'Send the next letter of the ladder',
    source: PROMISED,
    sourceKind: 'policy',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'Attendance falls further before the family hears from the school and is offered help.',
    ends: 'facts',
    needs: 'casework.view',
  },
  {
    id: 'B13',
    title: 'Write to the family about being late',
    source: PROMISED,
    sourceKind: 'policy',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'Being late becomes a habit.',
    ends: 'facts',
    needs: 'casework.view',
  },
  {
    id: 'casework.ladder-plan',
    title: 'Agree on a plan with the family, as the policy promises after letter and meeting',
    source: PROMISED,
    sourceKind: 'policy',
    owner: 'pastoral',
    clock: null,
    consequence: 'Letters went, and nothing changed for the child.',
    ends: 'record',
    needs: 'casework.view',
  },
]

/** A child as its duties of the ladder are found. */
export interface LadderChild {
  readonly pupilId: PupilId
  readonly facts: ChildFacts
  readonly history: readonly PastLetter[]
  /** When and by whom the copies of letters that went were sent, by letter. */
  readonly sent: ReadonlyMap<
    string,
    { readonly at: Moment; readonly by: { readonly name: string; readonly position: string } }
  >
  readonly next: NextLetter
  readonly hasPlan: boolean
}

interface Asked {
  readonly today: Day
  readonly year: SchoolYear
  readonly endedSince: Day
  readonly policy: PolicyInForce
}

/** The duties of the ladder. None where the policy promises no letters: then the list says who would come to which, and nobody must. */
export function ladderDuties(asked: Asked, children: readonly LadderChild[]): readonly Duty[] {
  const { letters } = asked.policy.policy
  if (!letters.some(({ step }) => step === 'letter' || step === 'meeting')) return []
  return children.flatMap((child) => [...goneDuties(asked, child), ...dueDuty(asked, child), ...planDuty(asked, child)])
}

/** Opens a case for the child, or leads to the one that is open. */
function caseFrom({ pupilId }: LadderChild, duty: string): DutyAction {
  return { label: 'Open a case', to: '/open-case', search: { pupilId, duty } }
}

const LETTERS: DutyAction = { label: 'Open the letters', to: '/letters' }

function isRung(kind: LetterKind): boolean {
  return RUNGS.some((rung) => rung === kind)
}

/** The same letter a second time in a year is another duty. */
function keyOf(asked: Asked, child: LadderChild, of: { kind: LetterKind; earlier: number; rule: string }): string {
  const subject = { kind: 'pupil', id: child.pupilId } as const
  return dutyKey(of.rule, subject, String(asked.year), of.kind, ...(of.earlier === 0 ? [] : [String(of.earlier + 1)]))
}

function countOf(history: readonly PastLetter[], kind: LetterKind): number {
  return history.filter((letter) => letter.kind === kind).length
}

function dueDuty(asked: Asked, child: LadderChild): readonly Duty[] {
  const { next, history } = child
  if (next.kind !== 'due' && !(next.kind === 'waiting' && isRung(next.letter))) return []
  const waits = next.kind === 'waiting'
  const rule = !waits && next.wording === 'late' ? 'B13' : 'B10'
  const counted = countUp(child.facts.sessions)
  const words = waits
    ? `${KIND_NAMES[next.letter]}: written, and no copy has gone yet`
    : `${KIND_NAMES[next.letter]}: ${whyInWords(next.why)}. Missed ${absentOf(counted)} of ${counted.possible} sessions this year`
  const earlier = countOf(history, next.letter) - (waits ? 1 : 0)
  const key = keyOf(asked, child, { kind: next.letter, earlier, rule })
  return [
    {
      key,
      rule,
      subject: { kind: 'pupil', id: child.pupilId },
      because: [{ day: null, half: null, code: null, words }],
      from: { day: asked.today, time: null },
      due: null,
      actions: waits ? [{ label: 'Print and post', to: '/outbox' }, LETTERS] : [LETTERS, caseFrom(child, key)],
      source: sectionOf(asked.policy, waits ? null : next.rung.section),
    },
  ]
}

/** Letters that went lately, as duties that ended: whoever wonders where one went is told. */
function goneDuties(asked: Asked, child: LadderChild): readonly Duty[] {
  const { history, sent } = child
  return history.flatMap((letter, at): Duty[] => {
    const proof = sent.get(letter.letterId)
    if (letter.state !== 'gone' || letter.day < asked.endedSince || !isRung(letter.kind) || proof === undefined)
      return []
    const words = `${KIND_NAMES[letter.kind]} sent on ${longDay(letter.day)}`
    return [
      {
        key: keyOf(asked, child, {
          kind: letter.kind,
          earlier: countOf(history.slice(0, at), letter.kind),
          rule: 'B10',
        }),
        rule: 'B10',
        subject: { kind: 'pupil', id: child.pupilId },
        because: [{ day: letter.day, half: null, code: null, words }],
        from: { day: letter.day, time: null },
        due: null,
        actions: [LETTERS],
        source: sectionOf(asked.policy, null),
        ended: { how: 'done', words, at: proof.at, by: proof.by },
      },
    ]
  })
}

const AFTER_LETTERS: readonly LetterStep['step'][] = ['plan', 'referral']

/** Plan and referral come after a letter that went, while no other letter is due, and where there is no plan. */
function planDuty(asked: Asked, child: LadderChild): readonly Duty[] {
  const { history, facts, next, hasPlan } = child
  if (hasPlan || next.kind === 'due' || next.kind === 'waiting' || next.kind === 'sickness' || facts.held !== null)
    return []
  if (!history.some(({ state, kind }) => state === 'gone' && isRung(kind))) return []
  const counted = countUp(facts.sessions)
  const steps = asked.policy.policy.letters.filter(
    ({ step, below }) => AFTER_LETTERS.includes(step) && typeof below === 'number' && isBelow(counted, below),
  )
  return steps.slice(0, 1).map(({ step, below, section }): Duty => {
    const subject = { kind: 'pupil', id: child.pupilId } as const
    const words = `${step === 'plan' ? 'A plan' : 'A referral'} below ${below} %: missed ${absentOf(counted)} of ${counted.possible} sessions this year`
    const key = dutyKey('casework.ladder-plan', subject, String(asked.year), step, String(below))
    return {
      key,
      rule: 'casework.ladder-plan',
      subject,
      because: [{ day: null, half: null, code: null, words }],
      from: { day: asked.today, time: null },
      due: null,
      actions: [
        { label: 'Open the pupil', to: '/pupils/$pupilId', params: { pupilId: child.pupilId } },
        caseFrom(child, key),
      ],
      source: sectionOf(asked.policy, section),
    }
  })
}

function sectionOf({ version, policy }: PolicyInForce, section: string | null): Citation {
  if (section === null) return read('Firstbell’s own choice, after the letters that the policy promises')
  if (version === null || section === NO_SECTION) return PROMISED
  return read(`The school’s policy “${policy.title}”, version ${version}, section ${section}`)
}
