import { z } from 'zod'
import { parseDay } from '../../../kernel/day.ts'
import { timeOfDayShape } from '../../../kernel/shapes.ts'
import { parseYearGroup, type YearGroup } from '../../../law/school-age.ts'

// Every value of a policy file arrives as the text that stands there: read as YAML's own types, section 4.10 would become 4.1.

export const POLICY_UNITS = [
  'minutes',
  'sessions',
  'days',
  'consecutive days',
  'school days',
  'working days',
  'weeks',
  'school weeks',
  'months',
  'years',
] as const
export type PolicyUnit = (typeof POLICY_UNITS)[number]

/** "5 school days" as numbers can be compared. */
export interface Amount {
  readonly amount: number
  readonly unit: PolicyUnit
}

/** "1 school day", "30 minutes". */
export function amountInWords({ amount, unit }: Amount): string {
  return `${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}`
}

function readAmount(text: string): Amount | undefined {
  const [, number, word] = /^(\d{1,4})\s+([a-z]+(?: [a-z]+)?)$/i.exec(text.trim()) ?? []
  const unit = POLICY_UNITS.find((known) => [known, known.replace(/s$/, '')].includes(word?.toLowerCase() ?? ''))
  return number === undefined || unit === undefined ? undefined : { amount: Number(number), unit }
}

/** Text that `read` understands, as what it reads. */
function readAs<T>(read: (text: string) => T | undefined, message: string) {
  return z.string(message).transform((text, context): T => {
    const value = read(text)
    if (value !== undefined) return value
    context.issues.push({ code: 'custom', message: `${message} It says “${text.slice(0, 60)}”.`, input: text })
    return z.NEVER
  })
}

export const amountShape = readAs<Amount>(
  readAmount,
  `Give a number and one of ${POLICY_UNITS.join(', ')}, such as “5 school days”.`,
)

export const wholeShape = readAs<number>(
  (text) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined),
  'Give a whole number, such as 2.',
)

/** Pounds, with or without the sign. */
export const poundsShape = readAs<number>(
  (text) => (/^£?\d{1,5}$/.test(text.trim()) ? Number(text.trim().replace('£', '')) : undefined),
  'Give whole pounds, such as £80.',
)

export const percentShape = readAs<number>((text) => {
  const number = /^(\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(text.trim())?.[1]
  return number === undefined || Number(number) > 100 ? undefined : Number(number)
}, 'Give a percentage between 0 and 100, such as 95 %.')

export const yesNoShape = readAs<boolean>((text) => {
  const answer = text.trim().toLowerCase()
  if (['yes', 'true'].includes(answer)) return true
  return ['no', 'false'].includes(answer) ? false : undefined
}, 'Answer yes or no.')

export const yearGroupShape = readAs<YearGroup>(parseYearGroup, 'Give a year group, such as 7, R or N2.')

export const timeShape = timeOfDayShape

/** A day, or only its month or year where a policy says no more: `2026-07-31`, `2026-07`, `2026`. */
export const partOfCalendarShape = z
  .string()
  .refine(
    (text) => /^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/.test(text) || parseDay(text) !== undefined,
    'Give a day as YYYY-MM-DD, or a month as YYYY-MM, such as 2026-07.',
  )

export const wordsShape = z.string().trim().min(1, 'Write something, or leave the line out.').max(400)
export const sectionShape = z
  .string('Name the section of the policy text, such as 4.1.')
  .trim()
  .min(1, 'Name the section of the policy text, such as 4.1.')
  .max(40)
