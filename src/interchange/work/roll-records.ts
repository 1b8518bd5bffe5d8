import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { PupilContactRow, RollGroup } from '../../roll/contract.ts'
import { type WholeRoll, wholeRoll } from '../../roll/index.ts'
import type { RollRecord } from '../rules/roll-record.ts'
import { sourcesOf } from '../store.ts'

export interface RollToday {
  readonly records: readonly RollRecord[]
  readonly groups: readonly RollGroup[]
  readonly numbersUsed: readonly string[]
}

/** The whole roll of a school as a roster is compared with it, and what earlier files called each pupil. */
export async function rollToday(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day; format: string | undefined },
): Promise<RollToday> {
  const roll = await wholeRoll(tx, of)
  const sources = of.format === undefined ? [] : await sourcesOf(tx, { schoolId: of.schoolId, format: of.format })
  return {
    records: recordsOf(roll, sources, of.day),
    groups: roll.groups.map((row) => ({
      id: row.group_id,
      name: row.name,
      kind: 'registration',
      yearGroup: row.year_group,
    })),
    numbersUsed: roll.numbersUsed,
  }
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const among = groups.get(key(row))
    if (among === undefined) groups.set(key(row), [row])
    else among.push(row)
  }
  return groups
}

type Sources = readonly { readonly pupilId: string; readonly sourceId: string }[]

function recordsOf(roll: WholeRoll, sources: Sources, day: Day): readonly RollRecord[] {
  const placements = new Map(roll.placements.map((row) => [row.pupil_id, row]))
  const groups = new Map(roll.groups.map((row) => [row.group_id, row.name]))
  const addresses = new Map(roll.addresses.map((row) => [row.address_id, row]))
  const contacts = new Map(roll.contacts.map((row) => [row.contact_id, row]))
  const links = grouped(roll.links, (row) => row.pupil_id)
  const flags = grouped(roll.flags, (row) => row.pupil_id)
  const ethnicities = new Map(roll.ethnicities.map((row) => [row.pupil_id, row]))
  const sourceIds = grouped(sources, (row) => row.pupilId)
  const isPresent = (link: PupilContactRow) => link.until_day === null || link.until_day > day
  return roll.pupils.map((pupil) => {
    const own = links.get(pupil.pupil_id) ?? []
    const placement = placements.get(pupil.pupil_id)
    return {
      pupil,
      placement,
      yearGroup: placement?.year_group,
      group: placement?.group_id == null ? undefined : groups.get(placement.group_id),
      address: pupil.address_id === null ? undefined : addresses.get(pupil.address_id),
      endedLinks: own.filter((link) => !isPresent(link)),
      contacts: own.filter(isPresent).flatMap((link) => {
        const contact = contacts.get(link.contact_id)
        if (contact === undefined) return []
        const confidential = contact.address_id !== null && addresses.get(contact.address_id)?.confidential === true
        return [{ link, contact, confidential }]
      }),
      flags: flags.get(pupil.pupil_id) ?? [],
      ethnicity: ethnicities.get(pupil.pupil_id),
      sourceIds: (sourceIds.get(pupil.pupil_id) ?? []).map(({ sourceId }) => sourceId),
    }
  })
}
