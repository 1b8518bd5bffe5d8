import type { Day } from '../../kernel/day.ts'
import { isTemporaryUpn, type Upn } from '../../law/upn.ts'
import type { Tx } from '../../platform/database/database.ts'
import {
  type EthnicityRow,
  type FlagRow,
  fingerprintOf,
  type PlacementRow,
  type PupilRow,
  searchKeyOf,
  sortKeyOf,
} from '../../roll/contract.ts'
import { addressesKept, type ChangeFacts, enrolAll, keep } from '../../roll/index.ts'
import { groupKey, type PupilChange } from '../rules/compare-pupil.ts'
import type { RosterPlan } from '../rules/compare-roster.ts'
import { contactRowsOf } from './apply-contacts.ts'
import type { Progress } from './prepare-preview.ts'

const PUPILS_AT_ONCE = 500

export interface Applying {
  readonly facts: ChangeFacts
  readonly today: Day
  readonly progress: Progress
}

/** Writes a whole plan, as part of the caller's transaction: groups, new pupils with their contacts, then what changes. */
export async function applyPlan(tx: Tx, plan: RosterPlan, applying: Applying): Promise<void> {
  const { facts, progress } = applying
  const total = plan.enrolments.length + plan.changes.length
  await enrolAll(tx, { ...facts, pupils: [], contacts: [], groups: plan.groups })
  for (let from = 0; from < plan.enrolments.length; from += PUPILS_AT_ONCE) {
    const chunk = plan.enrolments.slice(from, from + PUPILS_AT_ONCE)
    await enrolAll(tx, {
      ...facts,
      pupils: chunk.map(({ pupil }) => pupil),
      contacts: chunk.flatMap(({ contacts }) => contacts),
    })
    await progress(from + chunk.length, total)
  }
  for (let from = 0; from < plan.changes.length; from += PUPILS_AT_ONCE) {
    const chunk = plan.changes.slice(from, from + PUPILS_AT_ONCE)
    await changePupils(tx, { ...applying, plan }, chunk)
    await progress(plan.enrolments.length + from + chunk.length, total)
  }
}

type Changing = Applying & { readonly plan: RosterPlan }

async function changePupils(tx: Tx, changing: Changing, changes: readonly PupilChange[]): Promise<void> {
  const { facts } = changing
  const addresses = await addressesKept(
    tx,
    facts,
    changes.flatMap(({ address }) => address ?? []),
  )
  const addressId = (change: PupilChange) =>
    change.address === undefined
      ? change.record.pupil.address_id
      : (addresses.get(fingerprintOf(change.address)) ?? null)
  await keep(tx, facts, { kind: 'pupil', rows: changes.map((change) => pupilRow(change, addressId(change))) })
  await keep(tx, facts, { kind: 'placement', rows: changes.flatMap((change) => placementRows(changing, change)) })
  await keep(tx, facts, { kind: 'flag', rows: changes.flatMap((change) => flagRows(changing, change)) })
  await keep(tx, facts, { kind: 'ethnicity', rows: changes.flatMap(ethnicityRows) })
  const { added, contacts, links } = contactRowsOf(changes, changing)
  await enrolAll(tx, { ...facts, pupils: [], contacts: added })
  await keep(tx, facts, { kind: 'contact', rows: contacts })
  await keep(tx, facts, { kind: 'pupil_contact', rows: links })
}

/** Every pupil of whom anything changes gets a new version, so that a form opened before it says so. */
function pupilRow({ record, fields }: PupilChange, addressId: string | null): PupilRow {
  const { pupil } = record
  const names = {
    legalForenames: fields.legalForenames ?? pupil.legal_forenames,
    legalSurname: fields.legalSurname ?? pupil.legal_surname,
    preferredForename: fields.preferredForename ?? pupil.preferred_forename,
    preferredSurname: fields.preferredSurname ?? pupil.preferred_surname,
  }
  // The one cast: a UPN on the roll was checked when it was entered.
  const wasTemporary = fields.upn !== undefined && pupil.upn !== null && isTemporaryUpn(pupil.upn as Upn)
  return {
    ...pupil,
    legal_forenames: names.legalForenames,
    legal_surname: names.legalSurname,
    preferred_forename: names.preferredForename,
    preferred_surname: names.preferredSurname,
    born: fields.born ?? pupil.born,
    sex: fields.sex ?? pupil.sex,
    upn: fields.upn ?? pupil.upn,
    former_upn: wasTemporary ? pupil.upn : pupil.former_upn,
    admission_number: fields.admissionNumber ?? pupil.admission_number,
    address_id: addressId,
    sort_key: sortKeyOf(names),
    search_key: searchKeyOf(names),
    version: pupil.version + 1,
  }
}

/** The old placement ends and the new one begins today, or on the starting day of a pupil who has not begun. */
function placementRows({ plan, today }: Changing, { record, placement }: PupilChange): readonly PlacementRow[] {
  if (placement?.yearGroup === undefined) return []
  const { pupil, placement: present } = record
  const groupId = placement.group === undefined ? null : (plan.groupIds.get(groupKey(placement.group)) ?? null)
  const from = pupil.starting_day > today ? pupil.starting_day : today
  const next = {
    school_id: pupil.school_id,
    pupil_id: pupil.pupil_id,
    from_day: from,
    until_day: present?.until_day ?? null,
    year_group: placement.yearGroup,
    group_id: groupId,
    version: 1,
  }
  if (present === undefined) return [next]
  if (present.from_day >= from) return [{ ...next, from_day: present.from_day, version: present.version + 1 }]
  return [{ ...present, until_day: from, version: present.version + 1 }, next]
}

function flagRows({ today }: Changing, { record, flags }: PupilChange): readonly FlagRow[] {
  const { school_id, pupil_id } = record.pupil
  return (Object.entries(flags) as [FlagRow['kind'], boolean][]).flatMap(([kind, value]): FlagRow[] => {
    const present = record.flags.find((flag) => flag.kind === kind)
    if (value) return [{ school_id, pupil_id, kind, from_day: today, until_day: null, note: null, version: 1 }]
    return present === undefined ? [] : [{ ...present, until_day: today, version: present.version + 1 }]
  })
}

function ethnicityRows({ record, ethnicity: code }: PupilChange): readonly EthnicityRow[] {
  if (code === undefined) return []
  const { school_id, pupil_id } = record.pupil
  return [{ school_id, pupil_id, code, version: (record.ethnicity?.version ?? 0) + 1 }]
}
