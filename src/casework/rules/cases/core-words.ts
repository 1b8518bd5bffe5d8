import { longDay } from '../../../kernel/day.ts'
import type { EntryKind } from '../../contract/entry.ts'
import { STAGE_NAMES } from '../stages.ts'
import type { WordsOf } from './words-of.ts'

type CoreKind =
  | ('opened' | 'owner-set' | 'review-set' | 'reviewed' | 'note' | 'contact')
  | ('escalated' | 'stepped-down' | 'closed' | 'reopened' | 'formal-step')

/** What is answered, in a few words: its own words stand where it does. */
const TOLD: Readonly<Partial<Record<EntryKind, string>>> = {
  assessed: 'the answers',
  'barrier-recorded': 'the barrier',
  'plan-asked': 'the question',
  'meeting-minutes': 'the minutes',
}

export const CORE_WORDS: WordsOf<CoreKind> = {
  opened: ({ body }) => ({ title: `Case opened: ${STAGE_NAMES[body.stage]}`, words: body.because }),
  'owner-set': ({ body }) => ({ title: `${body.name} is the case lead`, words: '' }),
  'review-set': ({ body }) => ({ title: `To be reviewed by ${longDay(body.day)}`, words: body.words }),
  reviewed: ({ body }) => ({
    title: body.next === null ? 'Reviewed' : `Reviewed; next by ${longDay(body.next)}`,
    words: body.words,
  }),
  note: ({ body }, all) => {
    const told = all.filter(({ restricted, number }) => restricted && body.answers?.includes(number) === true)
    const about = told.map(({ day, kind }) => `${TOLD[kind] ?? 'what was written'} of ${longDay(day)}`)
    return { title: about.length === 0 ? 'Note' : `Read and dealt with: ${about.join('; ')}`, words: body.words }
  },
  contact: ({ body }) => ({
    title: `${body.reached ? 'Spoke with' : 'Tried to reach'} ${body.with}: ${body.way}`,
    words: body.words,
  }),
  escalated: ({ body: { to, because, skipped, unsuitable } }) => ({
    title: `Moved up to ${STAGE_NAMES[to]}`,
    words: [
      because,
      skipped && `Stages passed over: ${skipped}`,
      unsuitable && `Why no support was offered: ${unsuitable}`,
    ]
      .filter((one) => one)
      .join('. '),
  }),
  'stepped-down': ({ body }) => ({ title: `Stepped down to ${STAGE_NAMES[body.to]}`, words: body.because }),
  closed: ({ body }) => ({ title: `Closed: ${body.outcome}`, words: body.words }),
  reopened: ({ body }) => ({ title: 'Opened again', words: body.because }),
  'formal-step': ({ body }) => ({ title: `Formal step: ${body.step}`, words: body.words }),
}
