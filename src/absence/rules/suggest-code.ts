import { type Day, daysBetween } from '../../kernel/day.ts'
import { type Citation, REGULATIONS_2024, read, unread, WORKING_TOGETHER } from '../../law/citation.ts'
import type { Code } from '../../law/codes.ts'
import type { Report, ReportCategory } from './report.ts'
import { believesInSchool, signsIn, speaksOfAnother } from './signs.ts'

/** A rule behind a suggestion, in one sentence for the office, and where it comes from. */
export interface Rule {
  readonly words: string
  readonly source: Citation
}

/** What the office is offered. Nothing of it is a decision: a person accepts, or takes another code. */
export type Suggestion =
  | { readonly code: Code; readonly because: Rule; readonly alternatives: readonly Code[] }
  | {
      /** What has to be known first, as a question to the family or to oneself. */
      readonly ask: string
      readonly because: Rule
      readonly alternatives: readonly Code[]
      /** Where it has to be decided instead: leave is the head’s to grant, on a request of its own. */
      readonly leads: 'leave' | 'late-desk' | null
    }

export interface SuggestFacts {
  readonly today: Day
  /** The sessions of the school’s calendar that the report speaks of, with the marks that stand. */
  readonly sessions: readonly { readonly code: Code | null }[]
  /** Another report about the same child and days says something else. */
  readonly contradicted: boolean
  /** It came as an answer whose words give no one reason of this child. */
  readonly unsure?: boolean
}

const REG_10 = `${REGULATIONS_2024}, regulation 10`
const REASONS = read(`${REG_10}, Table 3: codes of absence`)
const LEAVE = unread(
  `${REGULATIONS_2024}, regulation 11: leave is asked for in advance and granted by somebody authorised`,
)

const PRESENT: ReadonlySet<Code> = new Set(['/', '\\', 'L'])
/** A day and a half: an appointment, or a day set apart, seldom takes longer. */
const SHORT = 2
/** An illness that is known so many days ahead is more likely an operation. */
const AHEAD = 3

const offer = (code: Code, words: string, more: { source?: Citation; alternatives?: readonly Code[] } = {}) => ({
  code,
  because: { words, source: more.source ?? REASONS },
  alternatives: more.alternatives ?? [],
})
const ask = (
  question: string,
  words: string,
  more: { source?: Citation; alternatives?: readonly Code[]; leads?: 'leave' | 'late-desk' } = {},
) => ({
  ask: question,
  because: { words, source: more.source ?? REASONS },
  alternatives: more.alternatives ?? [],
  leads: more.leads ?? null,
})

/**
 * The code that a report suggests, with the rule behind it; or what has to be asked where it cannot be known. Never a code of leave: C,
 * C1, C2, J1 and S are granted on a request, by somebody whom the proprietor authorised (regulation 11(1)).
 */
export function suggestCode(report: Pick<Report, 'category' | 'words' | 'first'>, facts: SuggestFacts): Suggestion {
  if (facts.contradicted)
    return ask(
      'Two people report different things about these days. Which of them is right?',
      'A mark rests on a reason that the school accepts; where the family is not of one mind the school asks.',
    )
  const standing = facts.sessions.map(({ code }) => code)
  const [first = null] = standing
  if (first !== null && PRESENT.has(first))
    return ask(
      'The child is marked as in school when this absence begins. Is the report about another child, or did they come after all?',
      'Somebody who looked saw the child.',
      { alternatives: ['I', 'M'] },
    )
  if (standing.length > 0 && standing.every((code) => code !== null && code !== 'N' && code !== 'O'))
    return ask(
      'Every session of this report has its reason already. Is anything of it wrong?',
      'Marks that stand are changed only by an amendment with its reason.',
    )
  if (believesInSchool(report.words))
    return ask(
      'The family thinks that the child is at school. Look for the child now, then ring the family.',
      'Nobody has given a reason, and nobody knows where the child is.',
    )
  if (facts.unsure === true)
    return ask(
      'What does this answer say of this child? Read it, and ring the family if it is not plain. The search goes on meanwhile.',
      'A reason is taken from an answer by itself only where it says one thing of one child, or of all of them.',
      { alternatives: ['I', 'M', 'R', 'O'] },
    )
  return byCategory(categoryOf(report), { report, facts })
}

/** What the family chose; where they chose “other”, what their words speak of, if it is one thing. */
function categoryOf({ category, words }: Pick<Report, 'category' | 'words'>): ReportCategory {
  if (category !== 'other') return category
  const [sign, ...more] = signsIn(words)
  return sign !== undefined && more.length === 0 && !speaksOfAnother(words) ? sign : 'other'
}

type Of = { report: Pick<Report, 'category' | 'words' | 'first'>; facts: SuggestFacts }

function byCategory(category: ReportCategory, of: Of): Suggestion {
  const { report, facts } = of
  const sessions = facts.sessions.length
  switch (category) {
    case 'illness':
      return illness(of)
    case 'medical-appointment':
      return appointment(of)
    case 'religious':
      if (sessions > SHORT)
        return ask(
          'Which of these days does the parent’s religious body set apart? The others need leave.',
          'R is for a day exclusively set apart by the religious body to which the parent belongs.',
          { alternatives: ['R'], leads: 'leave' },
        )
      return offer(
        'R',
        'A day exclusively set apart for religious observance by the body to which the parent belongs.',
        {
          alternatives: ['O'],
        },
      )
    case 'travelling':
      return offer('T', 'A mobile child: the parent’s trade or business takes the family from place to place.', {
        source: read(`${REGULATIONS_2024}, regulation 3 (mobile child)`),
        alternatives: ['O'],
      })
    case 'late':
      return ask(
        'Nothing to mark yet. Sign the child in on arrival; if they do not come, ring.',
        'L or U follows from the time at which the child arrives and the closing of their register.',
        { leads: 'late-desk' },
      )
    case 'transport':
      return ask(
        'Does the school or the authority arrange the transport, or is travel disrupted for everybody by an emergency? If neither, it is O.',
        'Y1 is for transport that the school or authority provides and that is not available; Y2 for widespread disruption of travel.',
        { alternatives: ['Y1', 'Y2', 'O'] },
      )
    case 'holiday':
    case 'family':
    case 'bereavement':
      return needsLeave(category, report.first.day < facts.today)
    default:
      return ask(
        'Why is the child away? What they wrote fits no reason by itself.',
        'A code needs a reason. N stands until it is known, for five school days at most.',
        { source: read(`${REG_10}(7) to (9)`), alternatives: ['I', 'M', 'R', 'O'] },
      )
  }
}

function illness({ report, facts }: Of): Suggestion {
  const signs = signsIn(report.words)
  const strange = signs.filter((sign) => sign === 'holiday' || sign === 'bereavement' || sign === 'religious')
  if (strange.length > 0 || speaksOfAnother(report.words))
    return ask(
      'They chose illness, and their words speak of something else. Is the child ill?',
      'I is for a child who is ill, physically or mentally, and cannot come.',
      { alternatives: ['I', 'O'] },
    )
  if (daysBetween(facts.today, report.first.day) > AHEAD)
    return ask(
      'This illness begins in some days. Is it an operation or another appointment?',
      'An appointment, or treatment in hospital, that is known ahead is M for its sessions; I is for the illness itself.',
      { alternatives: ['M', 'I'] },
    )
  return offer('I', 'Illness, of body or mind. The family’s word is enough: evidence is not asked for as a routine.', {
    source: read(`${REASONS.source}; ${WORKING_TOGETHER}, paragraph 365`),
    alternatives: signs.includes('medical-appointment') ? ['M'] : [],
  })
}

function appointment({ report, facts }: Of): Suggestion {
  if (speaksOfAnother(report.words))
    return ask('Is the appointment the child’s own?', 'M is for the child’s own medical or dental appointment.', {
      alternatives: ['M', 'O'],
    })
  if (facts.sessions.length > SHORT)
    return ask(
      'Which sessions does the appointment take, and why is the child away for the others?',
      'M is for the sessions of the appointment alone.',
      { alternatives: ['M', 'I'] },
    )
  return offer('M', 'The child’s own medical or dental appointment, for the sessions it takes.')
}

function needsLeave(category: 'holiday' | 'family' | 'bereavement', begun: boolean): Suggestion {
  const words = 'Leave is for the head to grant, asked for in advance and in exceptional circumstances.'
  if (category === 'holiday')
    return ask(
      begun
        ? 'A holiday that has begun cannot be granted any more. Was leave asked for and refused (G)?'
        : 'Is this a request for leave? Enter it as one, so that the head decides.',
      words,
      { source: LEAVE, alternatives: ['G'], leads: 'leave' },
    )
  const what = category === 'bereavement' ? 'a bereavement' : 'a family matter'
  return ask(
    `Absence for ${what} is leave, if the head grants it. Enter a request, or ask whether the child is unwell.`,
    words,
    { source: LEAVE, alternatives: ['I', 'O'], leads: 'leave' },
  )
}
