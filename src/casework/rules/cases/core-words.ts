import { longDay } from '../../../kernel/day.ts'
import { STAGE_NAMES } from '../stages.ts'
import type { WordsOf } from './words-of.ts'

type CoreKind =
  | ('opened' | 'owner-set' | 'review-set' | 'reviewed' | 'note' | 'contact')
  | ('escalated' | 'stepped-down' | 'closed' | 'reopened' | 'formal-step')

export const CORE_WORDS: WordsOf<CoreKind> = {
  opened: ({ body }) => ({ title: `Case opened: ${STAGE_NAMES[body.stage]}`, words: body.because }),
  'owner-set': ({ body }) => ({ title: `${body.name} looks after this case`, words: '' }),
  'review-set': ({ body }) => ({ title: `To be reviewed by ${longDay(body.day)}`, words: body.words }),
  reviewed: ({ body }) => ({
    title: body.next === null ? 'Reviewed' : `Reviewed; next by ${longDay(body.next)}`,
    words: body.words,
  }),
  note: ({ body }) => ({ title: 'Note', words: body.words }),
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
