import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { pupilFigures } from '../../contract.ts'

type Figures = Answer<typeof pupilFigures>
type End = Figures['ahead'][number]
type Line = End['lines'][number]
type Aim = Figures['aims'][number]

const FEW = 6

const LINE_WORDS = { 10: '10 % (persistently absent)', 50: '50 % (severely absent)' } as const

const sessions = (count: number) => (count === 1 ? '1 more session' : `${count} more sessions`)

/** "7 more sessions can be missed before 10 % by 22 July 2027." and how near that is. */
export function lineInWords(end: End, { line, sessionsLeft }: Line): { says: string; tone: 'plain' | 'near' | 'past' } {
  const by = end.by === 'term' ? `by the end of ${end.name} (${longDay(end.lastDay)})` : `by ${longDay(end.lastDay)}`
  const absence = LINE_WORDS[line]
  const free = end.toCome - end.planned
  if (sessionsLeft < 0)
    return {
      says: `Absence will be ${absence} or more ${by}, even with every session attended from now on.`,
      tone: 'past',
    }
  if (sessionsLeft === 0 && free > 0)
    return { says: `Not one more session can be missed before ${absence} ${by}.`, tone: 'near' }
  if (sessionsLeft >= free)
    return { says: `${absence} is not reached ${by}, even with every session missed from now on.`, tone: 'plain' }
  return {
    says: `${sessions(sessionsLeft)} can be missed before ${absence} ${by}.`,
    tone: line === 10 && sessionsLeft <= FEW ? 'near' : 'plain',
  }
}

/** "Attending every session reaches 95 % on Wednesday 3 March 2027, after 30 sessions." */
export function aimInWords({ aim, state, sessions: needed, day }: Aim): string {
  if (state === 'there') return `Attendance is ${aim} % or more.`
  if (state === 'out-of-reach' || day === null || needed === null)
    return `Attendance cannot come back to ${aim} % this school year.`
  return `Attending every session reaches ${aim} % on ${longDay(day)}, after ${needed === 1 ? '1 session' : `${needed} sessions`}.`
}
