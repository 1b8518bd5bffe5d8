import { reachOf } from '../../identity/contract.ts'
import { namesOf, rolesAtPlace } from '../../identity/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PersonId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type { Entry } from '../contract/entry.ts'
import type { MeetingGuests, Participant } from '../contract.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { guestsOf, notToBeInvited } from '../rules/meetings/who-is-invited.ts'

/** Whom one can invite to a meeting about a child, and who can be given something to do. */
export async function readGuests(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; day: Day; entries: readonly Entry[] },
): Promise<MeetingGuests> {
  const contacts = await contactsOfPupils(tx, { ...of, pupilIds: [of.pupilId] })
  const staff = await staffForMeetings(tx, of.schoolId)
  const owner = caseState(of.entries)?.owner
  return {
    contacts: [...guestsOf(contacts)],
    staff,
    lead: staff.find(({ personId }) => personId === owner?.id)?.personId ?? null,
    professionals: professionalsOf(of.entries),
  }
}

/** Staff who work with cases. */
export async function staffForMeetings(tx: Tx, schoolId: SchoolId): Promise<MeetingGuests['staff']> {
  const held = (await rolesAtPlace(tx, schoolId)).filter(({ role }) => reachOf([role], 'casework.record') !== undefined)
  const positions = new Map(held.map(({ personId, position }) => [personId as PersonId, position]))
  const names = await namesOf(tx, [...positions.keys()])
  return [...positions]
    .flatMap(([personId, position]) => {
      const name = names.get(personId)
      return name === undefined ? [] : [{ personId, name, position }]
    })
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

/** People of services outside who were named in this case: each once, as they were last called. */
function professionalsOf(entries: readonly Entry[]): Participant[] {
  const named = entries.flatMap((entry) => {
    if (entry.restricted) return []
    if (entry.kind === 'meeting-called') return entry.body.invited
    if (entry.kind === 'meeting-held') return entry.body.came
    return entry.kind === 'action-set' ? [entry.body.owner] : []
  })
  return [...new Map(named.filter(({ who }) => who === 'professional').map((one) => [one.id, one])).values()]
}

/** Refused where somebody is named who may not hear of the child: barred, not told, without responsibility, or no contact of theirs. */
export async function checkGuests(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; day: Day; people: readonly Participant[] },
): Promise<Result<void>> {
  const { people, pupilId } = of
  if (!people.some(({ who }) => who === 'contact')) return success(undefined)
  const contacts = await contactsOfPupils(tx, { ...of, pupilIds: [pupilId] })
  const [first] = notToBeInvited(people, contacts)
  return first === undefined
    ? success(undefined)
    : refused('casework.not-to-invite', `${first.name} cannot be invited or given a part. ${first.why}`)
}
