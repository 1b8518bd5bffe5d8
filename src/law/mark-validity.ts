import type { Day } from '../kernel/day.ts'
import type { Half } from '../kernel/session.ts'
import { parseTimeOfDay } from '../kernel/time-of-day.ts'
import { type Citation, REGULATIONS_2024, REGULATIONS_2024_BEGIN, read, unread, WORKING_TOGETHER } from './citation.ts'
import { type Code, type CodeMeaning, meaningOf } from './codes.ts'
import {
  COMPULSORY_AGE_BEGINS,
  compareYearGroups,
  isCompulsorySchoolAge,
  type YearGroup,
  yearGroupName,
} from './school-age.ts'

/** A mark that somebody wants to make. Who may make it is not a question of this folder. */
export interface ProposedMark {
  readonly code: Code
  readonly half: Half
  readonly day: Day
  readonly details: Readonly<Record<string, string>>
}

export interface MarkedPupil {
  readonly born: Day
  readonly yearGroup: YearGroup
}

/** Where the mark comes from; a person's where left out. */
export interface MarkContext {
  /** Read from another system's history: details that system did not keep are warned about, not refused. */
  readonly imported?: boolean
}

export type MarkFaultCode =
  | 'law.mark-missing'
  | 'law.code-retired'
  | 'law.code-not-yet'
  | 'law.mark-wrong-half'
  | 'law.mark-compulsory-age'
  | 'law.mark-not-compulsory-age'
  | 'law.mark-not-exam-year'
  | 'law.detail-missing'
  | 'law.detail-malformed'

/** One thing wrong with a mark: `refuse` stops the save, `warn` lets a person go on who knows better. */
export interface MarkFault extends Citation {
  readonly code: MarkFaultCode
  readonly severity: 'refuse' | 'warn'
  /** Plain English, says what to do. */
  readonly message: string
  /** The detail concerned, where it is one. */
  readonly detail?: string
}

const REG_10 = `${REGULATIONS_2024}, regulation 10`

function refuse(code: MarkFaultCode, message: string, from: Citation): MarkFault {
  return { code, severity: 'refuse', message, ...from }
}

function wrongHalf({ code, half }: ProposedMark): MarkFault[] {
  if (code === '/' && half === 'PM')
    return [
      refuse('law.mark-wrong-half', '/ is for the morning. Enter \\ for the afternoon.', read(`${REG_10}(2), Table 1`)),
    ]
  if (code === '\\' && half === 'AM')
    return [
      refuse('law.mark-wrong-half', '\\ is for the afternoon. Enter / for the morning.', read(`${REG_10}(2), Table 1`)),
    ]
  return []
}

// From 2020 to April 2022 X also stood for pupils kept at home by the pandemic, of any age. The exact days were not seen, so
// the span is drawn wide and old marks in it are warned about, not refused.
const X_IN_THE_PANDEMIC = { first: '2020-03-01', last: '2022-04-30' }

function wrongAge(mark: ProposedMark, pupil: MarkedPupil): MarkFault[] {
  const compulsory = isCompulsorySchoolAge(pupil.born, mark.day)
  if (mark.code === 'X' && compulsory) {
    const pandemic = X_IN_THE_PANDEMIC.first <= mark.day && mark.day <= X_IN_THE_PANDEMIC.last
    const fault = refuse(
      'law.mark-compulsory-age',
      'X is only for pupils outside compulsory school age, and this pupil is inside it. Enter the reason for the absence.',
      unread(`Code X; ${COMPULSORY_AGE_BEGINS.source}`),
    )
    return [pandemic ? { ...fault, severity: 'warn' } : fault]
  }
  if (mark.code === 'C2' && !compulsory)
    return [
      refuse(
        'law.mark-not-compulsory-age',
        'C2 is only for pupils of compulsory school age. Enter X for sessions this pupil is not timetabled for.',
        unread(`${REGULATIONS_2024}, regulation 11(6); ${COMPULSORY_AGE_BEGINS.source}`),
      ),
    ]
  return []
}

/** The regulation asks for a public examination and names no year. DfE's texts speak of Year 11; the sixth form is let through because it sits them too. */
function notExamYear(mark: ProposedMark, pupil: MarkedPupil): MarkFault[] {
  if (mark.code !== 'S' || compareYearGroups(pupil.yearGroup, '11') >= 0) return []
  return [
    refuse(
      'law.mark-not-exam-year',
      `S is study leave for public examinations, for Year 11 and above. This pupil is in ${yearGroupName(pupil.yearGroup)}: enter another code.`,
      read(`${REGULATIONS_2024}, regulation 11(5), which names no year; DfE pupil absence methodology 4.4.4: Year 11`),
    ),
  ]
}

function faultsOfDetails(mark: ProposedMark, meaning: CodeMeaning, context: MarkContext): MarkFault[] {
  const forgiven = context.imported === true || mark.day < REGULATIONS_2024_BEGIN
  const from: Citation = { source: meaning.legal.source, verified: meaning.legal.verified }
  const missing = meaning.details
    .filter((detail) => detail.required && !detail.derived && (mark.details[detail.key] ?? '').trim() === '')
    .map((detail): MarkFault => {
      const fault = refuse('law.detail-missing', `${mark.code} needs an answer: ${detail.label}`, from)
      return { ...fault, severity: forgiven ? 'warn' : 'refuse', detail: detail.key }
    })
  const arrival = mark.details.arrival_time?.trim() ?? ''
  if (arrival === '' || parseTimeOfDay(arrival) !== undefined) return missing
  const malformed = refuse('law.detail-malformed', 'Give the time of arrival as HH:MM, such as 09:05.', from)
  return [...missing, { ...malformed, detail: 'arrival_time' }]
}

/**
 * Everything that makes a mark unlawful or doubtful for this pupil at this session; empty where it may be saved. A detail that
 * must be recorded is only warned about in imported marks and for days before the 2024 Regulations.
 */
export function checkMark(mark: ProposedMark, pupil: MarkedPupil, context: MarkContext = {}): readonly MarkFault[] {
  if (mark.code === '-')
    return [
      refuse(
        'law.mark-missing',
        'This pupil has no mark. Enter a code: N where the reason is not yet known.',
        read(`${WORKING_TOGETHER}, paragraphs 33 and 407`),
      ),
    ]
  const meaning = meaningOf(mark.code, mark.day)
  if (!meaning.ok) {
    const code = meaning.problem.code === 'law.code-retired' ? 'law.code-retired' : 'law.code-not-yet'
    return [refuse(code, meaning.problem.message, read(REG_10))]
  }
  return [
    ...wrongHalf(mark),
    ...wrongAge(mark, pupil),
    ...notExamYear(mark, pupil),
    ...faultsOfDetails(mark, meaning.value, context),
  ]
}
