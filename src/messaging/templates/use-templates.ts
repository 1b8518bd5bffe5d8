import { conflict, refused, success } from '../../kernel/result.ts'
import type { Caller, UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { Template, TemplateText } from '../rules/shapes.ts'
import { STANDARD_TEMPLATES } from '../rules/standard-templates.ts'
import { keepTemplate, templateOf, templatesOf, versionsOf } from './store.ts'

const shown = (template: Template) => ({ ...template, texts: template.texts.map((text) => ({ ...text })) })

export const listTemplates: UseCase<typeof contract.listTemplates> = async ({ tx }, { params }) =>
  success({ templates: (await templatesOf(tx, params.schoolId)).map(shown) })

export const showTemplate: UseCase<typeof contract.showTemplate> = async ({ tx }, { params }) => {
  const template = await templateOf(tx, params)
  if (template === undefined) return refused('messaging.no-template', 'There is no such template.')
  return success({ template: shown(template), versions: [...(await versionsOf(tx, params))] })
}

/**
 * Writes the next version. Who checked a wording stands beside it: its words of before keep their check, and whoever saves other words as
 * checked says so in their own name.
 */
export const saveTemplate: UseCase<typeof contract.saveTemplate> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { seen, reason, ...fields } = body
  const before = await templateOf(tx, params)
  const changed = conflict(
    'messaging.template-changed',
    'Somebody else changed this template while you were writing. Look at it again, then decide.',
  )
  if ((before?.version ?? -1) !== seen) return changed
  const places = new Set(fields.texts.map(({ language, channel }) => `${language} ${channel}`))
  if (places.size < fields.texts.length)
    return refused(
      'messaging.template-twice',
      'There are two wordings of one language for one channel. Keep one of them.',
    )
  if (fields.texts.some(({ channel, subject }) => channel !== 'text' && subject === ''))
    return refused('messaging.template-subject', 'An e-mail or letter needs a subject.')
  if (loosens(params.key, fields))
    return refused(
      'messaging.template-standard',
      'A template of Firstbell’s own cannot be sent to more people than it was written for, nor become one about safety. Write a template of your own.',
    )
  const version = Math.max(0, seen) + 1
  const texts = fields.texts.map((text) => ({ ...text, checkedBy: checkerOf(text, { before, by }) }))
  const template: Template = { key: params.key, version, ...fields, texts }
  const kept = await keepTemplate(tx, { schoolId: params.schoolId, template, reason, at: now, by })
  if (!kept) return changed
  context.audit({ facts: { template: params.key, version } })
  return success({ version })
}

/** Whether it takes a guard off a template of the product: quiet hours and one message a day, or who may be sent it. */
function loosens(key: string, fields: Pick<Template, 'safety' | 'demands'>): boolean {
  const standard = STANDARD_TEMPLATES.find((one) => one.key === key)
  if (standard === undefined) return false
  return (fields.safety && !standard.safety) || (fields.demands === 'may-be-told' && standard.demands === 'parent')
}

/** A wording that stands as it was keeps who checked it; other words that are said to be checked were checked by whoever saves them. */
function checkerOf(
  text: TemplateText,
  { before, by }: { readonly before: Template | undefined; readonly by: Caller },
): string | null {
  if (text.checkedBy === null) return null
  const { language, channel, subject, body } = text
  const same = before?.texts.find((one) => one.language === language && one.channel === channel)
  const asBefore = same !== undefined && same.subject === subject && same.body === body
  return (asBefore ? same.checkedBy : null) ?? by.name
}
