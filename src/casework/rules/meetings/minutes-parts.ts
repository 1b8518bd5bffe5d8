import { longDay } from '../../../kernel/day.ts'
import type { Action } from './actions-of.ts'
import type { AgendaPart } from './agenda.ts'
import type { Meeting, MeetingMinutes } from './meetings-of.ts'

/**
 * The minutes of a meeting as they go on paper, as they were corrected last: who came, what was said and decided, and who does what by when.
 * What was kept apart is in no part of them.
 */
export function minutesParts(
  meeting: Pick<Meeting, 'meetingId' | 'about'> & {
    readonly record: Pick<MeetingMinutes, 'came' | 'words' | 'decisions' | 'lead'>
  },
  actions: readonly Action[],
): readonly AgendaPart[] {
  const { came, words, decisions, lead } = meeting.record
  const agreed = actions.filter(({ meetingId }) => meetingId === meeting.meetingId)
  return [
    {
      title: 'Who came',
      lines: came.length === 0 ? ['Nobody who was asked came.'] : came.map(({ name, as }) => nameAs({ name, as })),
    },
    { title: 'What it was about', lines: meeting.about === '' ? [] : [meeting.about] },
    { title: 'What was said', lines: words.split(/\n+/).filter((line) => line.trim() !== '') },
    { title: 'What was decided', lines: decisions },
    { title: 'Who does what', lines: agreed.map(actionLine) },
    { title: 'Who leads from here on', lines: lead === null ? [] : [nameAs(lead)] },
  ].filter(({ lines }) => lines.length > 0)
}

const nameAs = ({ name, as }: { readonly name: string; readonly as: string }) => (as === '' ? name : `${name}, ${as}`)

function actionLine({ what, owner, due, state }: Action): string {
  const ended = state === 'open' ? '' : ` (${state})`
  return `${what}: ${owner.name}, by ${longDay(due)}${ended}`
}
