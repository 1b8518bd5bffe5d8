import { longDay, shortDay } from '../../kernel/day.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { minutesInWords } from '../../measures/contract.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { WeekLine } from '../contract.ts'
import { typeset } from '../papers/typeset.ts'
import { halfDays, times } from '../rules/half-days.ts'
import { loadFormWeek, notCounted } from './form-week.ts'

const ON_A_SHEET = 8

/** The week of each pupil of a form, in words that a pupil reads: no codes and nobody else's figures. */
export const weekSlips: UseCase<typeof contract.weekSlips> = async (context, { params }) => {
  const loaded = await loadFormWeek(context, params)
  if (!loaded.ok) return loaded
  const { group, monday, until, lines } = loaded.value
  if (until === null) return notCounted()
  const school = await schoolOf(context.tx, params.schoolId)
  if (school === undefined) return notAllowed()
  context.audit({ subject: group.id, facts: { monday, slips: lines.length } })
  const slips = lines.map((line) => ({ name: line.name, form: group.name, lines: slipLines(line), say: line.say }))
  const data = {
    title: `${group.name}: week of ${longDay(monday)}`,
    school: school.name,
    week: `Week of ${shortDay(monday)}, to ${shortDay(until.day)}`,
    pages: Array.from({ length: Math.ceil(slips.length / ON_A_SHEET) }, (_, n) =>
      slips.slice(ON_A_SHEET * n, ON_A_SHEET * (n + 1)),
    ),
  }
  return success({
    type: 'application/pdf',
    fileName: `week-${group.name}-${monday}.pdf`,
    content: () => typeset('slips', data),
  })
}

function slipLines({ week, halfTerm, minutesLate }: WeekLine): string[] {
  const minutes = minutesLate === null || minutesLate === 0 ? '' : `, ${minutesInWords(minutesLate)} in all`
  if (week.possible === 0)
    return [
      'Nothing of this week is counted yet.',
      `This half term: ${halfTerm.attended} of ${halfDays(halfTerm.possible)}.`,
    ]
  return [
    `This week: in school for ${week.attended} of ${halfDays(week.possible)}.`,
    `This half term: ${halfTerm.attended} of ${halfDays(halfTerm.possible)}.`,
    week.late === 0 ? 'Never late this week.' : `Late ${times(week.late)} this week${minutes}.`,
  ]
}
