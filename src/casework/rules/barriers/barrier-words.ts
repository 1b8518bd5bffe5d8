import type { WordsOf } from '../cases/words-of.ts'
import { saidBy } from './compare.ts'
import { BARRIERS, type Whose } from './kinds.ts'

const WHO: Readonly<Record<Whose, string>> = { pupil: 'the child', parent: 'a parent', staff: 'the school' }

/** How barriers and assessments are told in a case's timeline. */
export const BARRIER_WORDS: WordsOf<
  'barrier-recorded' | 'barrier-eased' | 'assessment-invited' | 'assessed' | 'answers-raised'
> = {
  'barrier-recorded': ({ body }) => ({
    title: `Barrier: ${BARRIERS[body.kind].title.toLowerCase()}, in the words of ${WHO[body.whose]}`,
    words: body.words,
  }),
  'barrier-eased': ({ body }) => ({ title: 'A barrier has eased', words: body.because }),
  'assessment-invited': ({ body }) => ({
    title: `${body.name} was asked what makes school hard`,
    words: 'On the family page.',
  }),
  assessed: ({ body, day, by, restricted }) => ({
    title: `${body.name} answered what makes school hard`,
    words: saidBy({ ...body, day, by, restricted })
      .map(({ text }) => `“${text}”`)
      .join(' '),
  }),
  'answers-raised': ({ body }) => ({
    title: `What ${body.name} answered is about safety`,
    words: 'It stands in the case, under “What makes school hard”: read it there.',
  }),
}
