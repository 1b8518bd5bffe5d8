import { conflict, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { authorityName } from '../../roll/index.ts'
import type * as contract from '../contract/penalty-settings.ts'
import { keepPenaltySettings, penaltySettingsOf } from './settings-store.ts'

export const showPenaltySettings: UseCase<typeof contract.penaltySettings> = async (context, { params }) => {
  const { number, settings } = await penaltySettingsOf(context.tx, params.schoolId)
  return success({
    version: number,
    settings: { ...settings, signatories: [...settings.signatories], publicPlace: { ...settings.publicPlace } },
    authority: await authorityName(context.tx, params.schoolId),
    mayChange: context.may('enforcement.decide') === 'all',
  })
}

export const changePenaltySettings: UseCase<typeof contract.changePenaltySettings> = async (
  context,
  { params, body },
) => {
  const { schoolId } = params
  const last = await penaltySettingsOf(context.tx, schoolId)
  const number = body.version + 1
  const { settings } = body
  const kept =
    last.number === body.version &&
    (await keepPenaltySettings(context.tx, { schoolId, number, settings, at: context.now, by: context.caller }))
  if (!kept)
    return conflict(
      'enforcement.settings-changed',
      'Somebody else has changed this meanwhile. Look at it again, then change it.',
    )
  return success({ version: number })
}
