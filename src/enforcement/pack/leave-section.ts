import { requestsOf } from '../../leave/index.ts'
import { lastOf } from '../contract/event.ts'
import type { PackLine, PackSection } from '../rules/pack/section.ts'
import { leaveInWords } from '../rules/penalty/leave-rows.ts'
import type { ThreadFile } from '../threads/store.ts'
import { type About, section } from './about.ts'
import { momentWords } from './letters-section.ts'

/** What was asked for and decided of leave in this time, with the words of the letter, and what is on record of its sending. */
export async function leaveSection(
  { tx, schoolId, pupilId, from, to, now, threads }: About,
  child: string,
): Promise<PackSection> {
  const all = await requestsOf(tx, { schoolId, pupilIds: [pupilId], endsFrom: from })
  const requests = leaveInWords(
    all.filter((one) => one.from.day <= to),
    { moment: now, child },
  )
  return section({
    id: 'leave',
    title: 'Leave that was asked for, and the decision',
    intro: [
      'Every request for leave about the child that reaches into this time, with the letter of the decision as it is set from the records.',
    ],
    form: 'papers',
    columns: ['What', 'Days', 'Asked', 'Decision'],
    free: [2, 3],
    lines: [
      ...requests.map(({ id, days, asked, decision, letter }) => ({
        id,
        cells: ['Request for leave', days, asked, decision],
        text: letter,
      })),
      ...threads.filter(({ kind }) => kind === 'consideration').flatMap(sending),
    ],
    empty: 'No request for leave in this time is in the school’s records.',
  })
}

const ANSWERS = { refused: 'Sending of the refusal', 'none asked': 'No leave was asked for' } as const

/** What somebody stated of the sending, or that nobody asked. */
function sending({ threadId, events }: ThreadFile): PackLine[] {
  const answer = lastOf(events, 'leave-answered')
  if (answer === undefined) return []
  const { number, body, at, by } = answer
  const words = `${body.words} (Written down on ${momentWords(at)}, by ${by.name}, ${by.position}.)`
  return [{ id: `${threadId} ${number}`, cells: [ANSWERS[body.answer], '', '', words], text: '' }]
}
