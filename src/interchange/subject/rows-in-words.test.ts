import { expect, it } from 'vitest'
import type { KeptRow } from '../../platform/database/our-tables.ts'
import { inWords } from '../rules/subject/hand-out.ts'
import { KEPT_TABLES } from '../rules/subject/kept-tables.ts'
import { rowsInWords } from './rows-in-words.ts'

const AT = '2026-11-23T09:00:00+00:00'

/** Parts of a record, each of one row. */
function shown(rows: Readonly<Record<string, KeptRow['row']>>): Readonly<Record<string, object>> {
  const parts = KEPT_TABLES.flatMap((of) => {
    const row = rows[of.table]
    return row === undefined ? [] : [{ ...of, rows: [{ key: of.table, row }] }]
  })
  return Object.fromEntries(
    rowsInWords(parts).map(({ table, rows }) => [table, Object.fromEntries(rows.flatMap((row) => inWords(row)))]),
  )
}

it('says of every formal step to which parent it is addressed', () => {
  const parts = shown({
    'roll.contact': { contact_id: 'mother', forenames: 'Marta', surname: 'Reed' },
    'enforcement.thread': { thread_id: 'one', contact_id: 'mother', kind: 'notice to improve' },
    'enforcement.event': { thread_id: 'one', kind: 'improve-reviewed', body: { words: 'Better' }, at: AT },
  })
  expect(parts['enforcement.thread']).toMatchObject({ 'To whom': 'Marta Reed' })
  expect(parts['enforcement.event']).toMatchObject({ 'To whom': 'Marta Reed', 'What was written': 'Better' })
})

it('says of a file that was to go with a message what it holds, and nothing of how it is kept', () => {
  const file = { file_name: 'meeting.ics', content_type: 'text/calendar' }
  const attached = (more: object) => shown({ 'messaging.attachment': { ...file, ...more } })['messaging.attachment']
  expect(attached({ encoding: 'text', content: 'BEGIN:VCALENDAR' })).toEqual({
    ...{ 'File name': 'meeting.ics', 'Kind of file': 'text/calendar', 'What it holds': 'BEGIN:VCALENDAR' },
  })
  expect(attached({ encoding: 'base64', content: 'JVBERi' })).toMatchObject({
    'What it holds': 'A paper with the words of the message',
  })
})
