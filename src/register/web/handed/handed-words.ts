import { dayText, longDayText, timeText } from '../../../ui/clock.tsx'
import type { StatusTone } from '../../../ui/components/status-pill.tsx'
import type { HandedRegister } from '../../contract.ts'

/** "9A, morning of Monday 23 November 2026". */
export function registerName({ groupName, half, day }: Pick<HandedRegister, 'groupName' | 'half' | 'day'>): string {
  return `${groupName}, ${half === 'AM' ? 'morning' : 'afternoon'} of ${longDayText(`${day}T12:00:00Z`)}`
}

/** "08:41", with the day where it is another than the register's. */
export function whenOf(at: string, day: string): string {
  return dayText(at) === day ? timeText(at) : `${timeText(at)} on ${longDayText(at)}`
}

/** When it was taken, in words; what the device said where that cannot be true. */
export function takenWords({ takenAt, deviceSaid, day }: HandedRegister): string {
  return deviceSaid === null ? `at ${whenOf(takenAt, day)}` : `at a time that the device gave as ${deviceSaid}`
}

/** What became of it, as a pill. */
export const HANDED_LOOK: Readonly<Record<HandedRegister['state'], { tone: StatusTone; word: string }>> = {
  waiting: { tone: 'waiting', word: 'With the office' },
  'taken-over': { tone: 'done', word: 'Taken over' },
  'set-aside': { tone: 'quiet', word: 'Set aside' },
}

/** What the office did with it so far, for its teacher. */
export function outcomeWords({ decided, receivedAt, state }: HandedRegister): string {
  if (decided === null) return `The office has had it since ${timeText(receivedAt)} on ${longDayText(receivedAt)}.`
  const when = `${decided.by.name}, at ${timeText(decided.at)} on ${longDayText(decided.at)}`
  if (state === 'set-aside') return `Set aside by ${when}: ${decided.reason ?? ''}`
  if (decided.changed === 0) return `Looked through by ${when}: the register stays as it is.`
  return `${decided.changed === 1 ? '1 mark' : `${decided.changed} marks`} entered by ${when}.`
}
