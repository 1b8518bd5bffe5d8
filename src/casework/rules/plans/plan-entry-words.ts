import { longDay } from '../../../kernel/day.ts'
import { type Entry, entriesOf } from '../../contract/entry.ts'
import type { WordsOf } from '../cases/words-of.ts'
import { FORM_NAMES } from './plan-words.ts'

type PlanKind =
  | 'plan-drafted'
  | 'plan-offered'
  | 'plan-signed'
  | 'plan-asked'
  | 'plan-answered'
  | 'plan-reviewed'
  | 'plan-ended'
  | 'returned'

const SIGNED = { portal: 'in Firstbell', paper: 'on paper' } as const

/** Plans in a case's timeline. What is in them is told where the plans are. */
export const PLAN_WORDS: WordsOf<PlanKind> = {
  'plan-drafted': ({ body }) => ({
    title: `${FORM_NAMES[body.form]}: ${body.version === 1 ? 'written' : `version ${body.version} written`}`,
    words: body.body.aim,
  }),
  'plan-offered': ({ body }, all) => ({
    title: `${capital(planIn(all, body.planId))} was put forward to sign: version ${body.version}`,
    words: '',
  }),
  'plan-signed': ({ body }, all) => {
    const { planId, version, party, way, words } = body
    const drafted = draftsOf(all, planId).find((one) => one.body.version === version)
    const who = drafted?.body.body.parties.find(({ id }) => id === party)?.name ?? 'Somebody'
    const plan = planIn(all, planId)
    return {
      title: way === 'refused' ? `${who} does not agree with ${plan}` : `${who} signed ${plan} ${SIGNED[way]}`,
      words,
    }
  },
  'plan-asked': ({ body }, all) => ({
    title: `${body.name} asked about ${planIn(all, body.planId)} on the family page`,
    words: body.words,
  }),
  'plan-answered': ({ body }, all) => ({
    title: `A question about ${planIn(all, body.planId)} was answered`,
    words: body.words,
  }),
  'plan-reviewed': ({ body }, all) => {
    const plan = capital(planIn(all, body.planId))
    return {
      title: body.next === null ? `${plan} was reviewed` : `${plan} was reviewed; next on ${longDay(body.next)}`,
      words: body.words,
    }
  },
  'plan-ended': ({ body }, all) => ({
    title: `${capital(planIn(all, body.planId))} ended: ${body.outcome}`,
    words: body.words,
  }),
  returned: ({ body }) => ({
    title: `Back after ${body.away} school days away${body.greeted ? ', and greeted' : ''}`,
    words: body.words,
  }),
}

function draftsOf(all: readonly Entry[], planId: string) {
  return entriesOf(all, 'plan-drafted').filter(({ body }) => body.planId === planId)
}

/** What kind of plan it is, within a sentence; of one whose draft is not among the entries, that it is one. */
function planIn(all: readonly Entry[], planId: string): string {
  const [drafted] = draftsOf(all, planId)
  return drafted === undefined ? 'a plan' : `the ${FORM_NAMES[drafted.body.form].toLowerCase()}`
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
