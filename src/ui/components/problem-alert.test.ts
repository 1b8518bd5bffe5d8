import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type FieldError, ProblemError } from '../problem.ts'
import { ProblemAlert } from './problem-alert.tsx'

function shown(detail: string, errors: readonly FieldError[]): string {
  const error = new ProblemError({
    title: 'That could not be read',
    status: 400,
    code: 'input.malformed',
    detail,
    errors,
  })
  return renderToStaticMarkup(createElement(ProblemAlert, { error }))
}

const timesIn = (text: string, part: string) => text.split(part).length - 1

const NAME = { path: 'legalSurname', message: 'Enter the legal surname.' }
const BORN = { path: 'born', message: 'Give the day as YYYY-MM-DD, such as 2026-11-23.' }

test.each([
  ['Please correct one answer:', [NAME]],
  ['Please correct 2 answers:', [NAME, BORN]],
])('%s: each message is said once, as the link to its field', (title, errors) => {
  const list = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
  const html = shown(`Please correct: ${list}`, errors)
  expect(html).toContain(title)
  for (const { message } of errors) expect(timesIn(html, message)).toBe(1)
  expect(html).toContain('href="#field-legalSurname"')
})

test('a sentence that says more than the list is kept', () => {
  const html = shown('The request was not saved. One answer needs another look.', [NAME])
  expect(html).toContain('The request was not saved. One answer needs another look.')
  expect(html).toContain(NAME.message)
})

test('what concerns no single field is no link', () => {
  expect(shown('Please correct: No.', [{ path: '', message: 'No.' }])).not.toContain('<a ')
})
