import { conflict, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { authorityName } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { keepSettings, settingsOf } from './store.ts'

export const showSettings: UseCase<typeof contract.enforcementSettings> = async (context, { params }) => {
  const { number, settings } = await settingsOf(context.tx, params.schoolId)
  return success({
    version: number,
    settings: { ...settings, sources: { ...settings.sources } },
    authority: await authorityName(context.tx, params.schoolId),
    mayChange: context.may('enforcement.decide') === 'all',
  })
}

export const changeSettings: UseCase<typeof contract.changeEnforcementSettings> = async (context, { params, body }) => {
  const { schoolId } = params
  const number = body.version + 1
  const { settings } = body
  const kept = await keepSettings(context.tx, { schoolId, number, settings, at: context.now, by: context.caller })
  const last = (await settingsOf(context.tx, schoolId)).number
  if (!kept || last !== number)
    return conflict(
      'enforcement.settings-changed',
      'Somebody else has changed this meanwhile. Look at it again, then change it.',
    )
  return success({ version: number })
}
