import { longDay } from '../../../kernel/day.ts'
import type { WordsOf } from '../cases/words-of.ts'
import { REFUSED_NAMES, SUPPORT_END_NAMES } from './kinds.ts'
import type { SUPPORT_ACTS } from './support-of.ts'

const sentences = (...parts: readonly (string | null)[]) => parts.filter((part) => part).join('. ')

/** What happened to a support, for the timeline of a case. */
export const SUPPORT_WORDS: WordsOf<(typeof SUPPORT_ACTS)[number]> = {
  'support-offered': ({ body }) => ({
    title: `Offered to ${body.to}: ${body.title}`,
    words: sentences(body.from === null ? null : `From ${longDay(body.from)}`, body.words),
  }),
  'support-answered': ({ body }) => ({
    title: `${body.by} ${body.answer} the support offered`,
    words: sentences(body.because === null ? null : REFUSED_NAMES[body.because], body.words && `“${body.words}”`),
  }),
  'support-began': ({ body }) => ({
    title: `Support began${body.with === '' ? '' : ` with ${body.with}`}`,
    words: sentences(
      body.review === null ? null : `To be looked at by ${longDay(body.review)}`,
      body.until === null ? null : `Until ${longDay(body.until)}`,
    ),
  }),
  'support-reviewed': ({ body }) => ({
    title: body.next === null ? 'Support looked at' : `Support looked at; next by ${longDay(body.next)}`,
    words: body.words,
  }),
  'support-ended': ({ body }) => ({ title: `Support ended. ${SUPPORT_END_NAMES[body.outcome]}`, words: body.words }),
  'support-unsuitable': ({ body }) => ({ title: `Does not suit: ${body.title}`, words: body.words }),
  referred: ({ body }) => ({
    title: `Referred to ${body.service}`,
    words: sentences(body.how, `Agreed by ${body.consent}`, body.words),
  }),
  'referral-outcome': ({ body }) => ({
    title: `The service said: ${body.outcome}${body.until === null ? '' : `, until ${longDay(body.until)}`}`,
    words: body.words,
  }),
}
