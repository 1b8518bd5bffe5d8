import { conflict, refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { Template } from '../rules/shapes.ts'
import { keepTemplate, templateOf, templatesOf, versionsOf } from './store.ts'

const shown = (template: Template) => ({ ...template, texts: template.texts.map((text) => ({ ...text })) })

export const listTemplates: UseCase<typeof contract.listTemplates> = async ({ tx }, { params }) =>
  success({ templates: (await templatesOf(tx, params.schoolId)).map(shown) })

export const showTemplate: UseCase<typeof contract.showTemplate> = async ({ tx }, { params }) => {
  const template = await templateOf(tx, params)
  if (template === undefined) return refused('messaging.no-template', 'There is no such template.')
  return success({ template: shown(template), versions: [...(await versionsOf(tx, params))] })
}

/** Writes the next version. Who checked a wording stands beside it: its words of before keep their check, changed ones lose it. */
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
  const version = Math.max(0, seen) + 1
  const template: Template = { key: params.key, version, ...fields }
  const kept = await keepTemplate(tx, { schoolId: params.schoolId, template, reason, at: now, by })
  if (!kept) return changed
  context.audit({ facts: { template: params.key, version } })
  return success({ version })
}
