import { describe, expect, it } from 'vitest'
import { FIELD_NAMES, FIELDS, fillIn, type MergeValues } from './merge-fields.ts'
import { READING_AGE_AIM, readingAge } from './reading-age.ts'
import { STANDARD_TEMPLATES } from './standard-templates.ts'
import { threatsIn } from './threats.ts'

// A school's name is no fault of the words around it.
const EXAMPLES: MergeValues = {
  ...Object.fromEntries(FIELD_NAMES.map((name) => [name, FIELDS[name].example])),
  school: 'Elm School',
}

const WORDINGS = STANDARD_TEMPLATES.flatMap(({ key, tone, texts }) =>
  texts
    .filter(({ language }) => language === 'en')
    .map(({ channel, subject, body }) => ({
      which: `${key}, by ${channel}`,
      tone,
      body: fillIn(body, EXAMPLES),
      whole: `${subject}. ${body}`,
    })),
)

describe('what Firstbell writes to families by itself', () => {
  it.each(WORDINGS)('can be read with ease at eleven: $which', ({ body }) => {
    expect(readingAge(body) ?? 0).toBeLessThanOrEqual(READING_AGE_AIM)
  })

  it.each(WORDINGS.filter(({ tone }) => tone !== 'warning'))('threatens nobody: $which', ({ whole }) => {
    expect(threatsIn(whole)).toEqual([])
  })

  it('names no sum of money anywhere, and no percentage', () => {
    for (const { whole } of WORDINGS) expect(whole).not.toMatch(/£|%|\bpounds?\b|\bper cent\b/)
  })
})
