import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { amountInWords, sourceOf } from '../../policy/contract.ts'
import { lastNumber } from '../../register/index.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { isWarned } from '../rules/warned.ts'
import { reachedWarnings } from './reached-warnings.ts'
import { automaticO, openReport, wantedReasons } from './wanted-reasons.ts'

/** Every N with its clock, the soonest first. */
export const listReasons: UseCase<typeof contract.listReasons> = async (context, { params }) => {
  const { schoolId } = params
  const { tx, now } = context
  const version = await lastNumber(tx, schoolId)
  const { asked, marks, reports, warnings } = await wantedReasons(tx, { schoolId, now })
  const reached = new Set((await reachedWarnings(tx, { schoolId, warnings })).map(({ id }) => id))
  const ids = marks.flatMap(({ pupilId, enrolment }) => [pupilId, ...(enrolment.groupId ? [enrolment.groupId] : [])])
  const names = await namesOnRoll(tx, { schoolId, ids: [...new Set(ids)] })
  const { within } = asked.policy.policy.reasonWithin
  const { on, reason } = await automaticO(tx, schoolId)
  context.audit({ facts: { marks: marks.length } })
  return success({
    version,
    marks: marks.map((mark) => {
      const { pupilId, session, due, left, overdue, enrolment } = mark
      const report = openReport(reports, mark)
      const warning = warnings.findLast((one) => isWarned([one], mark))
      return {
        pupil: {
          id: pupilId,
          name: names.get(pupilId) ?? 'A pupil who is not here',
          group: enrolment.groupId === null ? null : (names.get(enrolment.groupId) ?? null),
        },
        ...session,
        due: due.kind === 'by' ? due.day : null,
        left,
        overdue,
        report: report === undefined ? null : { id: report.id, state: report.state, words: report.words },
        warned:
          warning === undefined
            ? null
            : {
                ...{ at: warning.at, channel: warning.channel, to: warning.contact.name, by: warning.by },
                waits: !reached.has(warning.id),
              },
      }
    }),
    within: { words: amountInWords(within), ...sourceOf(asked.policy, 'reasonWithin') },
    automatic: { on, reason, mayChange: context.may('policy.change') !== undefined },
  })
}
