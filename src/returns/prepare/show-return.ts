import type { DutySource } from '../../duties/index.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { findDiary } from '../diary/find-diary.ts'
import { recipientsOf } from '../diary/recipients.ts'
import { linesOf } from '../diary/show-diary.ts'
import type { ToldField } from '../rules/content.ts'
import { causeOf, lastTold } from '../rules/return-state.ts'
import { loadContent } from './load-content.ts'

/** One return, as it would go or as it went. */
export function showReturn(sources: readonly DutySource[]): UseCase<typeof contract.readReturn> {
  return async (context, { params, query }) => {
    const { schoolId } = params
    const { asked, items } = await findDiary(context, { schoolId, sources })
    const item = items.find(({ key }) => key === query.key)
    if (item === undefined) return notAllowed()
    const recipients = await recipientsOf(context, schoolId)
    const content = await loadContent(context, { asked, item, settings: recipients.settings })
    const [line] = await linesOf(context, { schoolId, items: [item], recipients })
    if (content === undefined || line === undefined) return notAllowed()
    const { confidential, withheld } = content
    const told = item.changed === undefined ? lastTold(item.steps)?.told : undefined
    context.audit({ subject: item.pupilId, facts: confidential ? { confidential } : {} })
    return success({
      item: line,
      today: asked.today,
      consequence: item.standing?.rule.consequence ?? '',
      fields: (told?.fields ?? content.fields).map((field) => fieldFor(field, withheld)),
      cause: causeOf(item.steps),
      noLonger: (item.changed?.sessions ?? []).map(({ day, half }) => ({ day, half })),
      withheld,
      confidential,
      steps: item.steps.map(({ told: _, ...step }) => step),
      may: {
        prepare: context.may('returns.prepare') === 'all',
        send: context.may('returns.send') === 'all' && !withheld,
      },
    })
  }
}

/** A field as the caller may see it: what could lead to a household that may not be found is not in the answer at all. */
function fieldFor(field: ToldField, withheld: boolean) {
  const hide = withheld && field.locating
  return {
    ...field,
    lines: hide ? [] : [...field.lines],
    missing: hide ? [] : [...field.missing],
    withheld: hide && field.lines.length > 0,
  }
}
