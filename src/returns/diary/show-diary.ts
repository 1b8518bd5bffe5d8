import type { DutySource } from '../../duties/index.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { DiaryLine } from '../contract.ts'
import { type DiaryItem, isInMonth } from '../rules/diary.ts'
import { findDiary } from './find-diary.ts'
import { type Recipients, recipientsOf } from './recipients.ts'

/** What is due and what was sent: of a month, or all that is open. */
export function showDiary(sources: readonly DutySource[]): UseCase<typeof contract.returnsDiary> {
  return async (context, { params, query }) => {
    const { schoolId } = params
    const { asked, items } = await findDiary(context, { schoolId, sources })
    const recipients = await recipientsOf(context, schoolId)
    const chosen = items
      .filter(({ pupilId }) => query.pupilId === undefined || pupilId === query.pupilId)
      .filter((item) => query.month === undefined || isInMonth(item, { month: query.month, today: asked.today }))
    const lines = await linesOf(context, { schoolId, items: chosen, recipients })
    context.audit({
      ...(query.pupilId === undefined ? {} : { subject: query.pupilId }),
      facts: { month: query.month ?? null, returns: lines.length },
    })
    return success({
      asOf: context.now,
      today: asked.today,
      month: query.month ?? null,
      authority: recipients.authority,
      items: lines,
      may: {
        prepare: context.may('returns.prepare') === 'all',
        send: context.may('returns.send') === 'all',
        setUp: context.may('returns.set-up') === 'all',
      },
    })
  }
}

/** Items as they are shown, with names and recipients. */
export async function linesOf(
  context: Context,
  of: { schoolId: SchoolId; items: readonly DiaryItem[]; recipients: Recipients },
): Promise<DiaryLine[]> {
  const { schoolId, items, recipients } = of
  const names = await namesOnRoll(context.tx, { schoolId, ids: [...new Set(items.map(({ pupilId }) => pupilId))] })
  return items.map((item) => {
    const { standing, changed, pupilId, steps } = item
    const receipt = steps.findLast(({ kind }) => kind === 'receipted')
    return {
      key: item.key,
      kind: item.kind,
      pupil: { id: pupilId, name: names.get(pupilId) ?? 'A pupil who is not here' },
      because: item.because,
      source: standing === undefined ? null : (standing.duty.source ?? standing.rule.source),
      local: standing?.rule.sourceKind === 'policy',
      state: item.state,
      due: item.due,
      overdue: item.overdue,
      putOff: standing?.snoozed?.until.day ?? null,
      sentOn: item.sentOn,
      reference: receipt?.reference ?? '',
      changed: changed === undefined ? null : { sessions: changed.sessions.length, gone: changed.gone },
      to: recipients.to(item.kind, pupilId),
      homeAuthority: recipients.homeAuthority(pupilId),
    }
  })
}
