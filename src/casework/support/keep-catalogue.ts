import { type Day, daysBetween } from '../../kernel/day.ts'
import { conflict, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { catalogueOf } from '../rules/support/catalogue.ts'
import { STANDARD_CATALOGUE } from '../rules/support/standard-catalogue.ts'
import { keepService, keepSupportRow, lastOfEach, type Service, serviceVersions, supportVersions } from './store.ts'

const changedMeanwhile = () =>
  conflict('casework.changed', 'Somebody else has changed this meanwhile. Look at it again, then change it.')

export const showCatalogue: UseCase<typeof contract.supportCatalogue> = async (context, { params }) => {
  const versions = await supportVersions(context.tx, params.schoolId)
  const byRow = Map.groupBy(versions, ({ id }) => id)
  const own = new Map([...lastOfEach(versions)].map(([id, { content }]) => [id, content]))
  const standard = new Set(STANDARD_CATALOGUE.map(({ supportId }) => supportId))
  return success({
    rows: catalogueOf(own).map((row) => ({
      ...row,
      situations: [...row.situations],
      barriers: [...row.barriers],
      standard: standard.has(row.supportId),
      version: byRow.get(row.supportId)?.[0]?.number ?? 0,
      changes: (byRow.get(row.supportId) ?? []).map(({ number, at, name, position, content }) => ({
        ...{ version: number, at, name, position },
        ...{ title: content.title, retired: content.retired },
      })),
    })),
    mayChange: context.may('casework.decide') === 'all',
  })
}

export const changeSupportRow: UseCase<typeof contract.changeSupportRow> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { version, ...content } = body
  const { schoolId, supportId: id } = params
  const last = lastOfEach(await supportVersions(tx, schoolId)).get(id)
  if ((last?.number ?? 0) !== version) return changedMeanwhile()
  const number = version + 1
  const kept = await keepSupportRow(tx, { schoolId, id, number, content, at: now, by: caller })
  context.audit({ facts: { support: id, version: number, retired: content.retired } })
  return kept ? success({ version: number }) : changedMeanwhile()
}

/** A service that nobody has asked for half a year may have closed or have another telephone. */
const STALE_AFTER_DAYS = 183

export const listServices: UseCase<typeof contract.listServices> = async (context, { params }) => {
  const today = schoolTime(context.now).day
  const versions = await serviceVersions(context.tx, params.schoolId)
  const services = [...Map.groupBy(versions, ({ id }) => id)].flatMap(([serviceId, all]) => {
    const [last] = all
    if (last === undefined) return []
    const changes = all.map(({ number, at, name, position, content }) => ({
      ...{ version: number, at, name, position },
      ...{ checked: content.checked, retired: content.retired },
    }))
    return [{ ...last.content, serviceId, version: last.number, changes, stale: isStale(last.content, today) }]
  })
  return success({ today, services: services.sort(byName), mayChange: context.may('casework.record') === 'all' })
}

const byName = (one: Service, other: Service) => one.name.localeCompare(other.name, 'en')

function isStale({ checked, retired }: Service, today: Day): boolean {
  return !retired && daysBetween(checked, today) > STALE_AFTER_DAYS
}

export const changeService: UseCase<typeof contract.changeService> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { version, ...content } = body
  const { schoolId, serviceId: id } = params
  if (content.checked > schoolTime(now).day)
    return refused(
      'casework.day-to-come',
      'It cannot have been checked on a day to come. Give today or an earlier day.',
    )
  const last = lastOfEach(await serviceVersions(tx, schoolId)).get(id)
  if ((last?.number ?? 0) !== version) return changedMeanwhile()
  const number = version + 1
  const kept = await keepService(tx, { schoolId, id, number, content, at: now, by: caller })
  context.audit({ facts: { service: id, version: number, retired: content.retired } })
  return kept ? success({ version: number }) : changedMeanwhile()
}
