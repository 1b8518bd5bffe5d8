import { notAllowed, refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import { FLAGS, maySeeFlag } from '../rules/flag-visibility.ts'
import { findPupil, flagsOf } from '../store.ts'
import { viewerOf } from '../viewer.ts'

export const setFlag: UseCase<typeof contract.setFlag> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId, pupilId, kind } = params
  if (!maySeeFlag(kind, viewerOf(context)))
    return notAllowed(`You cannot set "${FLAGS[kind].name}". Ask the head or the designated safeguarding lead.`)
  if ((await findPupil(tx, { ...params, lock: true })) === undefined) return notAllowed()
  if (body.until !== null && body.until < body.from)
    return refused('roll.flag-dates', 'The flag ends before it begins. Correct one of the two days.')
  const same = (await flagsOf(tx, params)).filter((row) => row.kind === kind)
  const known = same.find((row) => row.from_day === body.from)
  if ((known?.version ?? 0) !== body.version) return changedMeanwhile()
  const overlaps = same.some(
    (row) =>
      row !== known &&
      (row.until_day === null || row.until_day > body.from) &&
      (body.until === null || body.until > row.from_day),
  )
  if (overlaps)
    return refused('roll.flag-overlaps', `"${FLAGS[kind].name}" is already set for some of these days. End that first.`)
  const version = body.version + 1
  const row = { school_id: schoolId, pupil_id: pupilId, kind, from_day: body.from, until_day: body.until }
  const rows = [{ ...row, note: body.note || null, version }]
  await keep(tx, factsOf(context, schoolId, body.reason), { kind: 'flag', rows })
  // Not the kind: whoever reads the trail is not always somebody who may know of it.
  context.audit({ subject: pupilId })
  return success({ version })
}
