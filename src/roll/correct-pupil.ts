import type { Body } from '../kernel/operation.ts'
import { notAllowed, type Result, success } from '../kernel/result.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { addressAfter } from './addresses.ts'
import { emptied, enrolmentImpossible, takenNumbers } from './admit-pupil.ts'
import type * as contract from './contract.ts'
import { factsOf } from './facts-of.ts'
import { type ChangeFacts, changedMeanwhile, keep } from './keep.ts'
import { loadRecord } from './load-record.ts'
import { pupilAddressFor } from './rules/address-visibility.ts'
import { contactDraftOf, draftOf } from './rules/enrolment.ts'
import { checkEnrolment } from './rules/enrolment-faults.ts'
import { searchKeyOf, sortKeyOf } from './rules/names.ts'
import { householdOf, type PupilRecord } from './rules/pupil-record.ts'
import type { PlacementRow, PupilRow } from './rules/rows.ts'
import { today, viewerOf } from './viewer.ts'
import { schoolOf } from './views.ts'

export const correctPupil: UseCase<typeof contract.correctPupil> = async (context, { params, body }) => {
  const { schoolId, pupilId } = params
  const { tx } = context
  const [school, record] = [await schoolOf(tx, schoolId), await loadRecord(tx, { ...params, lock: true })]
  if (school === undefined || record === undefined) return notAllowed()
  if (record.pupil.version !== body.version) return changedMeanwhile()
  const facts = factsOf(context, schoolId, body.reason)
  const addresses = await addressColumns(context, { facts, record, body })
  if (!addresses.ok) return addresses
  const pupil: PupilRow = { ...record.pupil, ...corrected(record.pupil, body), ...addresses.value }
  const placements = startingOn(record.placements, pupil)
  const draft = draftOf({ ...record, pupil, placements })
  const faults = checkEnrolment(
    { ...draft, address: body.address ?? draft.address },
    {
      today: today(context),
      yearGroups: school.yearGroups,
      ...(await takenNumbers(tx, { schoolId, except: pupilId })),
      contacts: new Map(record.contacts.map((row) => [row.contact_id, contactDraftOf(row)])),
    },
  )
  const impossible = faults.filter((fault) => fault.severity === 'refuse')
  if (impossible.length > 0) return enrolmentImpossible(impossible)
  await keep(tx, facts, { kind: 'pupil', rows: [pupil] })
  await keep(tx, facts, { kind: 'placement', rows: placements.filter((row) => !record.placements.includes(row)) })
  context.audit({ subject: pupilId })
  await context.say('pupil-corrected', { schoolId, pupilId })
  return success({ version: pupil.version, notes: [...faults] })
}

type Asked = Body<typeof contract.correctPupil>

function corrected(row: PupilRow, given: Asked): Partial<PupilRow> {
  const body = emptied(given)
  const names = {
    legalForenames: body.legalForenames,
    legalSurname: body.legalSurname,
    preferredForename: body.preferredForename ?? body.legalForenames.split(' ')[0] ?? '',
    preferredSurname: body.preferredSurname ?? body.legalSurname,
  }
  return {
    legal_forenames: names.legalForenames,
    legal_surname: names.legalSurname,
    preferred_forename: names.preferredForename,
    preferred_surname: names.preferredSurname,
    born: body.born,
    sex: body.sex,
    upn: body.upn?.replace(/\s+/g, '').toUpperCase() ?? null,
    former_upn: body.formerUpn ?? null,
    admission_number: body.admissionNumber ?? null,
    starting_day: body.startingDay,
    boarder: body.boarder ?? row.boarder,
    last_school: body.lastSchool ?? null,
    // Left out where the caller was not shown it: then it stays.
    ...(body.nextSchool === undefined ? {} : { next_school: body.nextSchool }),
    ...(body.nextSchoolFrom === undefined ? {} : { next_school_from: body.nextSchoolFrom }),
    sort_key: sortKeyOf(names),
    search_key: searchKeyOf(names),
    version: row.version + 1,
  }
}

async function addressColumns(
  context: Context,
  change: { facts: ChangeFacts; record: PupilRecord; body: Asked },
): Promise<Result<Partial<PupilRow>>> {
  const { facts, record, body } = change
  const viewer = viewerOf(context)
  const household = householdOf(record)
  const hidden = pupilAddressFor(household, viewer).state === 'hidden'
  const present = record.pupil.address_id
  const address = await addressAfter(context.tx, facts, { present, wanted: body.address, hidden, viewer })
  if (!address.ok) return address
  return success({ address_id: address.value })
}

/** A pupil who began earlier than entered was in the first group from then on; placements never begin after the starting day. */
function startingOn(placements: readonly PlacementRow[], pupil: PupilRow): readonly PlacementRow[] {
  const first = placements[0]
  if (first === undefined || first.from_day <= pupil.starting_day) return placements
  return [{ ...first, from_day: pupil.starting_day, until_day: first.from_day, version: 1 }, ...placements]
}
