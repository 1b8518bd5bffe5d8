import type { Command } from 'commander'
import { type Day, longDay } from '../kernel/day.ts'
import type { Session } from '../kernel/session.ts'
import { readCalendar } from './reading/read-calendar.ts'
import { type ReadMark, readMarks } from './reading/read-marks.ts'
import {
  type CountedSession,
  isCounted,
  nationalThreshold,
  THRESHOLD_BEGINS,
  thresholdReached,
} from './rules/national-threshold.ts'

type Say = (line: string) => void

/** 0: answered, met or not; 2: a file cannot be used. */
export type ThresholdAnswered = 0 | 2

/**
 * Says of one child's marks by a calendar whether they met the national threshold, and which sessions make it up.
 * @param complain of a file that cannot be used; nothing is answered then. Of marks on days without school before the answer: a calendar may be wrong
 */
export function answerThreshold(
  files: { calendar: string; marks: string },
  say: Say,
  complain: Say = say,
): ThresholdAnswered {
  const [days, marks] = [readCalendar(files.calendar), readMarks(files.marks)]
  if (!days.ok || !marks.ok) {
    for (const read of [days, marks]) if (!read.ok) for (const line of read.problem.message.split('\n')) complain(line)
    return 2
  }
  const atSchool = marks.value.filter(({ session }) => days.value.has(session.day))
  const inOrder = [...days.value].sort()
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('a calendar that was read has a day')
  const inForce = nationalThreshold(last)
  const threshold = inForce ?? nationalThreshold(THRESHOLD_BEGINS)
  if (threshold === undefined) throw new RangeError('the national threshold is not in the table of law')
  const { metOn, best, sessions } = thresholdReached(atSchool, days.value, threshold)
  const strays = marks.value.filter(({ session, code }) => !days.value.has(session.day) && isCounted(code))
  if (strays.length > 0)
    complain(
      `Warning: ${strays.length} of the marks ${strays.length === 1 ? 'is' : 'are'} on no school day of this calendar, and not counted. Check the calendar first.`,
    )
  say(metOn === null ? `not met (best ${best})` : `met on ${metOn}`)
  if (marks.value.length === 0) say(`  ${files.marks} has no mark, only the names of its columns.`)
  for (const line of sessions.map(sessionLine)) say(line)
  for (const line of strays.map((mark) => strayLine(mark, { first, last }))) say(line)
  if (inForce === undefined)
    say(
      `  There was no national threshold on these days: it began on ${longDay(THRESHOLD_BEGINS)}. They are counted by it all the same.`,
    )
  return 0
}

const inWords = ({ day, half }: Session) => `${day} ${half}`

function sessionLine({ session, code, dropsOut }: CountedSession): string {
  const until = dropsOut === null ? 'counts to the end of this calendar' : `drops out in the week of ${dropsOut}`
  return `  ${inWords(session)}  ${code}  ${until}`
}

function strayLine({ session, code, line }: ReadMark, calendar: { first: Day; last: Day }): string {
  const outside = session.day < calendar.first || session.day > calendar.last
  const why = outside ? `the calendar goes from ${calendar.first} to ${calendar.last}` : 'no school on that day'
  return `  not counted, line ${line}: ${inWords(session)} ${code}: ${why}`
}

/** `firstbell threshold`: needs no installation, only the files. */
export function addEnforcementCommands(program: Command, say: Say, complain: Say = say): void {
  program
    .command('threshold')
    .requiredOption(
      '--calendar <file>',
      'school days: CSV with kind,start,end (kind term, half_term, holiday, bank_holiday, inset or closure)',
    )
    .requiredOption('--marks <file>', 'one child’s marks: CSV with date,half,code (half AM or PM)')
    .description(
      'Whether unauthorised sessions (G, N, O, U) met the national threshold for considering a penalty notice, and when',
    )
    .action((files: { calendar: string; marks: string }) => {
      process.exitCode = answerThreshold(files, say, complain)
    })
}
