import { longDay } from '../../../kernel/day.ts'
import type { WordsOf } from '../cases/words-of.ts'
import { FORM_NAMES } from './plan-words.ts'

type PlanKind = 'plan-drafted' | 'plan-offered' | 'plan-signed' | 'plan-reviewed' | 'plan-ended' | 'returned'

const SIGNED = {
  portal: 'A plan was signed in Firstbell',
  paper: 'A plan was signed on paper',
  refused: 'Somebody does not agree with a plan',
} as const

/** Plans in a case's timeline. What is in them, and who signed, is told where the plans are. */
export const PLAN_WORDS: WordsOf<PlanKind> = {
  'plan-drafted': ({ body }) => ({
    title: `${FORM_NAMES[body.form]}: ${body.version === 1 ? 'written' : `version ${body.version} written`}`,
    words: body.body.aim,
  }),
  'plan-offered': ({ body }) => ({ title: `A plan was put forward to sign: version ${body.version}`, words: '' }),
  'plan-signed': ({ body }) => ({ title: SIGNED[body.way], words: body.words }),
  'plan-reviewed': ({ body }) => ({
    title: body.next === null ? 'A plan was reviewed' : `A plan was reviewed; next on ${longDay(body.next)}`,
    words: body.words,
  }),
  'plan-ended': ({ body }) => ({ title: `A plan ended: ${body.outcome}`, words: body.words }),
  returned: ({ body }) => ({
    title: `Back after ${body.away} school days away${body.greeted ? ', and greeted' : ''}`,
    words: body.words,
  }),
}
