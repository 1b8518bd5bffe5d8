import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import { envelopesOf } from '../by-hand/list-outbox.ts'
import type * as contract from '../contract.ts'
import type { MergeValues } from '../rules/merge-fields.ts'
import { asSigned } from '../rules/paper/signed.ts'
import { preflight } from '../rules/preflight.ts'
import { readingAge } from '../rules/reading-age.ts'
import type { Channel, Template } from '../rules/shapes.ts'
import { templateOf } from '../templates/store.ts'
import { loadPreflight, type PraiseUnwanted, type SupportShown } from './load-preflight.ts'
import { previewMessage } from './preview-message.ts'
import { type FiguresOf, withFigures } from './with-figures.ts'

/** A message as it would go, with the reasons to look again. */
export const showPreview =
  (of: {
    readonly figuresOf: FiguresOf
    readonly praiseUnwanted: PraiseUnwanted
    readonly supportShown: SupportShown
  }): UseCase<typeof contract.previewMessage> =>
  async (context, { params, body }) => {
    const { tx, now } = context
    const { schoolId } = params
    const { about, to, channel, language } = body
    const saved = await templateOf(tx, { schoolId, key: body.template })
    if (saved === undefined) return refused('messaging.no-template', 'There is no such template.')
    const template = body.texts === undefined ? saved : { ...saved, texts: body.texts }
    context.audit({ subject: about[0] ?? '', facts: { template: body.template, to } })
    const merge = await withFigures(tx, { schoolId, template, about, merge: body.merge, now }, of.figuresOf)
    if (!merge.ok) return merge
    const noPraiseFrom = [...(await of.praiseUnwanted(tx, { schoolId, pupilIds: about })).values()].flat()
    const shown = await of.supportShown(tx, { schoolId, pupilIds: about, now })
    return lookAtMessage(context, {
      schoolId,
      template,
      about,
      to,
      merge: merge.value,
      channel,
      language,
      noPraiseFrom: [...new Set(noPraiseFrom)],
      supportShown: about.every((id) => shown.has(id)),
    })
  }

interface Looked {
  readonly schoolId: SchoolId
  readonly template: Template
  readonly about: readonly PupilId[]
  readonly to: ContactId
  /** Who else is sent the same by this; nobody where left out. */
  readonly alsoTo?: readonly ContactId[] | undefined
  readonly merge: MergeValues
  readonly channel?: Channel | undefined
  readonly language?: string | undefined
  /** Whether support was shown before law, of each of these children. */
  readonly supportShown: boolean
  /** Who wants no praise for these children; none where left out. */
  readonly noPraiseFrom?: readonly ('family' | 'school')[]
}

/** A message of a template as it would go to one contact, with the reasons to look again, for slices that write their own. */
export async function lookAtMessage(context: Pick<Context, 'tx' | 'now' | 'may' | 'caller'>, of: Looked) {
  const { tx } = context
  const { schoolId, template, about, to, alsoTo } = of
  const day = schoolTime(context.now).day
  const preview = await previewMessage(tx, { ...of, day })
  if (!preview.ok) return preview
  const { value } = preview
  const letter = { messageId: 'preview', channel: 'letter', contactId: to, contactName: value.contactName } as const
  const envelope = (await envelopesOf(context, schoolId, [{ ...letter, pupilIds: about }])).get(letter.messageId)
  const findings = preflight({
    ...(await loadPreflight(tx, { schoolId, about, to, alsoTo, day })),
    noPraiseFrom: of.noPraiseFrom ?? [],
    supportOffered: of.supportShown,
    channel: value.channel,
    language: value.language,
    tone: template.tone,
    subject: value.subject,
    body: value.body,
    address: envelope?.state === 'shown' ? 'known' : (envelope?.state ?? 'none'),
  })
  const { length } = value
  const school = await schoolOf(tx, schoolId)
  return success({
    ...value,
    // On paper it is signed: what is read before it goes is what the family reads.
    body: value.channel === 'letter' ? asSigned(value.body, context.caller, school?.name ?? '') : value.body,
    notes: [...value.notes],
    length: length === null ? null : { ...length, costly: [...length.costly] },
    readingAge: value.language === 'en' ? (readingAge(value.body) ?? null) : null,
    findings: findings.map((one) => ({ ...one })),
  })
}
