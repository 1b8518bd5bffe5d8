import { conflict, notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { authorityName, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { FIELD_NAMES, fieldKey, fieldsOf, isTold } from '../rules/fields.ts'
import { RETURN_KINDS } from '../rules/kinds.ts'
import { keepSettings, keepWorker, settingsOf, workersOf } from './store.ts'

const changedMeanwhile = () =>
  conflict('returns.changed-meanwhile', 'Somebody else has changed this meanwhile. Look at it again, then change it.')

/** What was agreed with the authority, and which fields can be switched. */
export const showSettings: UseCase<typeof contract.returnSettings> = async (context, { params }) => {
  const { number, settings } = await settingsOf(context.tx, params.schoolId)
  const fields = RETURN_KINDS.flatMap((kind) =>
    fieldsOf(kind).flatMap((field) => {
      const { id, standing, source } = field
      // What the law names, and whom a return is about, is always told.
      if (standing === 'law' || id === 'name') return []
      const key = fieldKey(kind, id)
      return [{ kind, key, label: FIELD_NAMES[id], standing, source, told: isTold(kind, field, settings) }]
    }),
  )
  return success({
    version: number,
    settings: { ...settings, desks: { ...settings.desks }, fields: { ...settings.fields } },
    authority: await authorityName(context.tx, params.schoolId),
    fields,
    mayChange: context.may('returns.set-up') === 'all',
  })
}

export const changeSettings: UseCase<typeof contract.changeReturnSettings> = async (context, { params, body }) => {
  const { schoolId } = params
  const last = await settingsOf(context.tx, schoolId)
  if (last.number !== body.version) return changedMeanwhile()
  const number = last.number + 1
  const { settings } = body
  const kept = await keepSettings(context.tx, { schoolId, number, settings, at: context.now, by: context.caller })
  return kept ? success({ version: number }) : changedMeanwhile()
}

export const showWorkers: UseCase<typeof contract.pupilWorkers> = async (context, { params }) => {
  const { schoolId, pupilId } = params
  context.audit({ subject: pupilId })
  const workers = await workersOf(context.tx, { schoolId, pupilIds: [pupilId] })
  return success({
    workers: workers.map(({ kind, number, name, email, telephone }) => ({
      kind,
      version: number,
      name,
      email,
      telephone,
    })),
  })
}

/** Only by those who may know of a child's social worker at all. */
export const setWorker: UseCase<typeof contract.setPupilWorker> = async (context, { params, body }) => {
  const { schoolId, pupilId, kind } = params
  if (context.may('pupil.view-sensitive') !== 'all') return notAllowed()
  if (!(await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).has(pupilId)) return notAllowed()
  // Not which worker: more people read the trail than may know of it.
  context.audit({ subject: pupilId })
  const { version, ...worker } = body
  const [last] = (await workersOf(context.tx, { schoolId, pupilIds: [pupilId] })).filter((one) => one.kind === kind)
  if ((last?.number ?? 0) !== version) return changedMeanwhile()
  const number = version + 1
  const by = { at: context.now, by: context.caller }
  const kept = await keepWorker(context.tx, { ...worker, ...by, schoolId, pupilId, kind, number })
  return kept ? success({ version: number }) : changedMeanwhile()
}
