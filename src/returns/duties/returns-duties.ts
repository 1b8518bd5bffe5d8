import type { Discharge } from '../../duties/contract.ts'
import type { DutySource } from '../../duties/index.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { RETURN_DUTY_RULES } from '../rules/duty-rules.ts'
import { correctionDuty, returnDuties } from '../rules/return-duties.ts'
import type { KeptReturn } from '../store.ts'
import { changesSince } from './changes.ts'
import { readReturnFacts, returnsForDuties } from './read-facts.ts'

/** The duties to tell somebody; and a return sent ends the duty that asked for it, whichever slice has that duty. */
export const returnsDuties: DutySource = {
  slice: 'returns',
  rules: RETURN_DUTY_RULES,
  find: async (tx, asked) => {
    const found = returnDuties(await readReturnFacts(tx, asked))
    const kept = await returnsForDuties(tx, asked)
    if (kept.length === 0) return found
    const changed = await changesSince(tx, asked, kept)
    const keys = new Set(found.map(({ key }) => key))
    const corrections = kept.flatMap((one) => {
      const sentOn = sentDay(one)
      // Only marks and what stands here can be looked at; what other slices found is theirs to say.
      const stands = keys.has(one.key) || !isOurs(one) || schoolYearOf(one.triggerDay) !== asked.year
      const what = changed(one, stands)
      if (sentOn === undefined || what === undefined) return []
      const { key, kind, pupilId } = one
      return [correctionDuty({ key, kind, pupilId, sentOn, sessions: what.sessions.length, today: asked.today })]
    })
    return [...found, ...corrections]
  },
  discharged: async (tx, asked) => (await returnsForDuties(tx, asked)).flatMap(dischargeOf),
}

function sentDay({ steps }: KeptReturn) {
  const sent = steps.find(({ kind }) => kind === 'sent')
  return sent === undefined ? undefined : schoolTime(sent.at).day
}

/** Whether this slice itself finds the duties of a kind that rests on no marks. */
function isOurs({ kind }: KeptReturn): boolean {
  return kind === 'deletion'
}

function dischargeOf({ key, steps }: KeptReturn): readonly Discharge[] {
  const sent = steps.find(({ kind }) => kind === 'sent')
  if (sent === undefined) return []
  return [{ key, ended: { how: 'done', words: 'The return was sent', at: sent.at, by: sent.by } }]
}
