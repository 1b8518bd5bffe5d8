import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { envelopesOf } from '../by-hand/list-outbox.ts'
import type * as contract from '../contract.ts'
import { preflight } from '../rules/preflight.ts'
import { readingAge } from '../rules/reading-age.ts'
import { templateOf } from '../templates/store.ts'
import { loadPreflight } from './load-preflight.ts'
import { previewMessage } from './preview-message.ts'

/** A message as it would go, with the reasons to look again. */
export const showPreview: UseCase<typeof contract.previewMessage> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId } = params
  const { about, to } = body
  const day = schoolTime(context.now).day
  const saved = await templateOf(tx, { schoolId, key: body.template })
  if (saved === undefined) return refused('messaging.no-template', 'There is no such template.')
  const template = body.texts === undefined ? saved : { ...saved, texts: body.texts }
  const { channel, language, merge } = body
  const preview = await previewMessage(tx, {
    schoolId,
    template,
    about,
    to,
    day,
    channel,
    language,
    ...(merge && { merge }),
  })
  if (!preview.ok) return preview
  context.audit({ subject: about[0] ?? '', facts: { template: body.template, to } })
  const { value } = preview
  const letter = { messageId: 'preview', channel: 'letter', contactId: to, contactName: value.contactName } as const
  const envelope = (await envelopesOf(context, schoolId, [{ ...letter, pupilIds: about }])).get(letter.messageId)
  const findings = preflight({
    ...(await loadPreflight(tx, { schoolId, about, to, day })),
    channel: value.channel,
    language: value.language,
    tone: template.tone,
    subject: value.subject,
    body: value.body,
    address: envelope?.state === 'shown' ? 'known' : (envelope?.state ?? 'none'),
  })
  const { length } = value
  return success({
    ...value,
    notes: [...value.notes],
    length: length === null ? null : { ...length, costly: [...length.costly] },
    readingAge: value.language === 'en' ? (readingAge(value.body) ?? null) : null,
    findings: findings.map((one) => ({ ...one })),
  })
}
