import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import { FIELDS, type MergeValues, missingFields } from '../rules/merge-fields.ts'
import type { Channel, Template } from '../rules/shapes.ts'
import { textLength } from '../rules/text-length.ts'
import { templateOf } from '../templates/store.ts'
import { writeMessage } from './write-message.ts'

export interface AskedPreview {
  readonly schoolId: SchoolId
  /** A template's key, or a template that nobody has saved yet. */
  readonly template: string | Template
  readonly about: readonly PupilId[]
  readonly to: ContactId
  readonly merge?: MergeValues
  readonly channel?: Channel | undefined
  readonly language?: string | undefined
  readonly day: Day
}

/** A message as it would go to one contact about real children, without sending or keeping anything. */
export async function previewMessage(tx: Tx, asked: AskedPreview) {
  const { schoolId, template: named } = asked
  const template = typeof named === 'string' ? await templateOf(tx, { schoolId, key: named }) : named
  if (template === undefined) return refused('messaging.no-template', 'There is no such template.')
  const written = await writeMessage(tx, { ...asked, template, merge: asked.merge ?? {}, examples: true })
  if (!written.ok) return written
  const { channel, address, text, subject, body, contactName } = written.value
  const examples = missingFields(`${text.subject} ${text.body}`, asked.merge ?? {}).filter(
    (name) => FIELDS[name].from !== 'firstbell',
  )
  const notes = [
    ...written.value.notes,
    ...(examples.length === 0
      ? []
      : [`Filled in with examples: ${examples.map((name) => FIELDS[name].meaning).join('; ')}.`]),
  ]
  return success({
    channel,
    address,
    language: text.language,
    subject,
    body,
    contactName,
    notes,
    length: channel === 'text' ? textLength(body) : null,
  })
}

export type Preview = Awaited<ReturnType<typeof previewMessage>> extends Result<infer T> ? T : never
