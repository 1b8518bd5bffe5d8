import { randomUUID } from 'node:crypto'
import { addDays } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { mondayOf } from '../../roll/contract.ts'
import { groupsOn, pupilsOnRoll } from '../../roll/index.ts'
import { keepGiven, keepPraise, keepPraiseChoice } from '../../weekly/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { staffingOf } from './staffing.ts'

const [NINE, THREE] = [9 * 60, 15 * 60]
/** Every so many-th pupil has had a card. */
const APART = 61

const CARDS = [
  { words: 'on time every day for four weeks', childWords: 'I set my own alarm now' },
  { words: 'back every day after a hard start', childWords: 'Breakfast club helped' },
  { words: 'in school for 5 half days more in four weeks than in the four weeks before', childWords: '' },
  { words: 'came in every Monday this half term', childWords: 'I like Mondays more than I did' },
] as const

/** Last week was given to all forms but two, some children had a card, and for two praise is not wanted. */
export async function plantWeekly(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  const { id: schoolId } = school
  const by = staffingOf(trust, schoolId).officer(randomFrom(hashText(`weekly of ${schoolId}`)))
  const monday = addDays(mondayOf(trust.today), -7)
  const friday = addDays(monday, 4)
  const groups = await groupsOn(tx, { schoolId, day: friday })
  for (const [place, { id: groupId }] of groups.entries())
    if (place % 15 !== 4) await keepGiven(tx, { schoolId, groupId, monday, at: momentOn(friday, NINE), by })
  const pupils = (await pupilsOnRoll(tx, { schoolId, day: friday })).filter((_, at) => at % APART === 7)
  for (const [at, { id: pupilId }] of pupils.entries()) {
    const card = CARDS[at % CARDS.length] ?? CARDS[0]
    const day = addDays(monday, -7 * (at % 5))
    await keepPraise(tx, {
      schoolId,
      praiseId: randomUUID(),
      pupilId,
      day,
      ...card,
      way: at % 3 === 0 ? 'both' : 'card',
      at: momentOn(day, THREE),
      by,
    })
  }
  for (const { id: pupilId } of pupils.slice(2, 4))
    await keepPraiseChoice(tx, {
      schoolId,
      pupilId,
      number: 1,
      chosenBy: 'family',
      wanted: false,
      reason: 'Does not like to be singled out',
      at: momentOn(friday, THREE),
      by,
    })
}
