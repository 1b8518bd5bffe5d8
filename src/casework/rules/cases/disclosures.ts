import { type Entry, type EntryOf, entriesOf } from '../../contract/entry.ts'

/**
 * Restricted entries about which nobody has written yet what was done: not by a note that names them, nor by one after them, or a contact, that
 * names none. Answers that are kept in the case too were read by somebody who says that they are not about safety.
 */
export function unanswered(entries: readonly Entry[]): readonly Entry[] {
  const apart = entries.filter(({ restricted }) => restricted)
  const notes = entriesOf(apart, 'note')
  const contacts = entriesOf(apart, 'contact')
  const open = new Set(
    entriesOf(entries, 'assessed').flatMap(({ restricted, body }) => (restricted ? [] : [body.assessmentId])),
  )
  return apart.filter(
    (told) =>
      told.kind !== 'note' &&
      told.kind !== 'contact' &&
      !(told.kind === 'assessed' && open.has(told.body.assessmentId)) &&
      !notes.some((note) => answersOf(note, told)) &&
      !contacts.some(({ number }) => number > told.number),
  )
}

function answersOf({ number, body: { answers } }: Entry & EntryOf<'note'>, told: Entry): boolean {
  return number > told.number && (answers === undefined || answers.includes(told.number))
}
