import { longDay } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { typeset } from '../papers/typeset.ts'
import { praisable } from './praise-list.ts'
import { praiseOf, praiseStates } from './store.ts'

const ON_A_SHEET = 4

/** Cards of praise that was given, to print. One that nobody wants any more is left out, even where it was given before. */
export const praiseCards: UseCase<typeof contract.praiseCards> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx, now } = context
  const given = await praiseOf(tx, { schoolId, praiseIds: body.praiseIds })
  const pupilIds = given.map(({ pupilId }) => pupilId)
  const pupils = new Map((await praisable(context, { schoolId, pupilIds })).map((one) => [one.id, one]))
  const states = await praiseStates(tx, { schoolId, today: schoolTime(now).day, pupilIds })
  const cards = given.flatMap(({ pupilId, words, childWords, day, name, position }) => {
    const pupil = pupils.get(pupilId)
    if (pupil === undefined || states(pupilId).unwantedBy.length > 0) return []
    const first = pupil.preferredName
    return [{ name: first, first, words: sentence(words), childWords, day: longDay(day), by: name, position }]
  })
  const school = await schoolOf(tx, schoolId)
  if (school === undefined) return notAllowed()
  if (cards.length === 0)
    return refused('weekly.no-cards', 'None of these is praise that can be printed. Look at the list again.')
  context.audit({ facts: { praise: given.map(({ praiseId }) => praiseId) } })
  const data = {
    title: cards.length === 1 ? 'A praise card' : `${cards.length} praise cards`,
    school: school.name,
    pages: Array.from({ length: Math.ceil(cards.length / ON_A_SHEET) }, (_, n) =>
      cards.slice(ON_A_SHEET * n, ON_A_SHEET * (n + 1)),
    ),
  }
  return success({ type: 'application/pdf', fileName: 'praise-cards.pdf', content: () => typeset('cards', data) })
}

/** As a sentence of its own: "in school for 6 half days more" begins with a capital and ends with a full stop. */
function sentence(words: string): string {
  return `${words.charAt(0).toLocaleUpperCase('en-GB')}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`
}
