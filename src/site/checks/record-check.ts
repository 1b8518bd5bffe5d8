import { conflict, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { whoIsHere } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { gateKind } from '../rules/at-the-gate.ts'
import { nameOf } from '../rules/kiosk.ts'
import { searchStanding } from '../rules/search.ts'
import { checkWith, keepCheck, keepStep, lockChecks, searchesOf } from './store.ts'

/**
 * Writes down a spot check. Only who is on site by the registers can be missing from a lesson; whoever is being looked for
 * already is left as they are. Pupils met in a corridor are found the moment they are written down.
 */
export const recordSpotCheck: UseCase<typeof contract.recordSpotCheck> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { schoolId } = params
  const { kind, groupId, place, key: checkId } = body
  if (kind === 'group' && groupId === null)
    return refused('site.choose-group', 'Choose the group whose lesson you looked at.')
  if (kind === 'corridor' && body.pupilIds.length === 0)
    return refused('site.nobody-met', 'Choose whom you met. If you met nobody, there is nothing to write down.')
  await lockChecks(tx, schoolId)
  // Sent again it is the same check, wherever the children are by now.
  const known = await checkWith(tx, { schoolId, checkId })
  if (known !== undefined && known.place !== place)
    return conflict('site.key-used', 'This check was saved as another. Open the page again.')
  if (known !== undefined) return success({ missing: known.missing.length, already: [] })
  const here = await whoIsHere(context, { params, query: undefined, body: undefined })
  if (!here.ok) return here
  const pupils = new Map(here.value.pupils.map((pupil) => [pupil.pupilId, pupil]))
  const wanted = [...new Set(body.pupilIds)]
  const notHere = wanted.filter((id) => gateKind(pupils.get(id)?.place ?? 'absent') !== 'on-site')
  if (notHere.length > 0) {
    const names = notHere.map((id) => {
      const pupil = pupils.get(id)
      return pupil === undefined ? 'A pupil who is not on roll' : nameOf(pupil)
    })
    return refused(
      'site.not-on-site',
      `${names.join(', ')}: not on site by the registers, so not missing from a lesson. If they are here after all, sign them in at the late desk; if not, they are followed up as absent.`,
    )
  }
  const { day } = schoolTime(now)
  const running = await searchesOf(tx, { schoolId, from: day })
  const looked = new Set(
    running.filter(({ steps }) => searchStanding(steps).next.includes('look')).map(({ pupilId }) => pupilId),
  )
  const missing = wanted.filter((id) => !looked.has(id))
  const expected = here.value.pupils.filter(
    (one) => one.groupId === groupId && gateKind(one.place) === 'on-site',
  ).length
  const head = { schoolId, checkId, day, at: now, by: caller }
  const of = {
    kind,
    place,
    groupId: kind === 'group' ? groupId : null,
    expected: kind === 'group' ? expected : 0,
    missing,
  }
  context.audit({ facts: { check: checkId, missing: missing.length } })
  await keepCheck(tx, head, of)
  if (kind === 'corridor')
    for (const pupilId of missing)
      await keepStep(tx, head, { pupilId, number: 1, kind: 'found', place, person: caller.name, words: '' })
  const already = wanted.flatMap((id) => {
    const pupil = looked.has(id) ? pupils.get(id) : undefined
    return pupil === undefined ? [] : [nameOf(pupil)]
  })
  return success({ missing: missing.length, already })
}
