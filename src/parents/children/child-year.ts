import type { Day } from '../../kernel/day.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { sessionAt } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { parseCode } from '../../law/codes.ts'
import { pupilFigures } from '../../measures/index.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { pupilYear } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { daysInWords, daysOfDays, markWords } from '../rules/mark-words.ts'
import { asFamily } from './as-family.ts'
import { seenChild } from './load-family.ts'
import { shownChildren } from './my-family.ts'

/** A child's year, out of the very answers that the school's own pages get. */
export const childYear: UseCase<typeof contract.childYear> = async (context, { params }) => {
  const { schoolId, pupilId, year } = params
  const found = await seenChild(context, params)
  if (!found.ok) return found
  const asked = { params: { schoolId, pupilId, year }, query: undefined, body: undefined }
  const marks = await pupilYear(asFamily(context), asked)
  if (!marks.ok) return marks
  const figures = await pupilFigures(asFamily(context), asked)
  if (!figures.ok) return figures
  const { sessions, until } = figures.value
  const today = schoolTime(context.now).day
  const [child] = await shownChildren(context, [found.value], today)
  if (child === undefined) return notAllowed()
  const { possible, attended, absent, authorised, unauthorised, late } = sessions
  const days = daysOf(marks.value, { year, passed: marks.value.passed, from: found.value.startingDay, today })
  return success({
    child,
    year,
    until: days.find(({ day, ahead }) => !ahead && until !== null && day <= until.day)?.day ?? null,
    possible,
    attended,
    absent,
    accepted: authorised,
    late,
    words: {
      attended: daysOfDays(attended, possible),
      absent: daysInWords(absent),
      notAccepted: daysInWords(unauthorised),
    },
    days,
  })
}

/** Each school day with its two halves: those that have begun, and those ahead of which something is known. */
function daysOf(
  marks: { codes: readonly string[]; calendar: string },
  of: { year: SchoolYear; passed: number; from: Day; today: Day },
) {
  const words = (place: number) => markWords(parseCode(marks.codes[place] ?? '') ?? '-')
  const days = []
  for (let place = 0; place < marks.codes.length; place += 2) {
    const ahead = place >= of.passed
    const meets = marks.calendar[place] === 'S' || marks.calendar[place + 1] === 'S'
    const known = marks.codes[place] !== '' || marks.codes[place + 1] !== ''
    const { day } = sessionAt(of.year, place)
    if (!meets || day < of.from || ((ahead || day === of.today) && !known)) continue
    days.push({ day, am: words(place), pm: words(place + 1), ahead })
  }
  return days.reverse()
}
