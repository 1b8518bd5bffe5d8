import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { day } from '../kernel/day.ts'
import type { ContactId, PupilId } from '../kernel/ids.ts'
import type { Result } from '../kernel/result.ts'
import { type AskedMessage, type QueuedMessage, queueMessage } from '../messaging/index.ts'
import { run } from '../platform/database/database.ts'
import type { ContactDraft, EnrolmentDraft } from '../roll/contract.ts'
import { aContact, aPupil, linkTo, type RollSchool, startRollSchool } from './roll-school.ts'
import { MORNING, type TestServer } from './test-server.ts'

export const TODAY = day('2026-11-23')
export const OFFICE = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Sam Adeyemi',
  position: 'Attendance officer',
}

/**
 * A family of two, Amira and Sami: their mother (texts, reads Polish), their father who lives elsewhere, a grandmother who is only rung,
 * and an uncle who must not be told about Sami.
 */
export interface MessagingSchool extends RollSchool {
  readonly amira: PupilId
  readonly sami: PupilId
  readonly mother: ContactId
  readonly father: ContactId
  readonly neighbour: ContactId
  readonly uncle: ContactId
  /** Puts a message in the queue, on Monday morning unless said otherwise, in a transaction of its own. */
  /** From now on this person must not be told about the child. */
  bar(pupil: PupilId, contact: ContactId): Promise<void>
  queue(asked: Partial<AskedMessage> & Pick<AskedMessage, 'cause'>): Promise<Result<QueuedMessage>>
}

export async function startMessagingSchool(server: TestServer): Promise<MessagingSchool> {
  const school = await startRollSchool(server)
  const mother = aContact({
    title: 'Mrs',
    forenames: 'Nadia',
    surname: 'Khan',
    email: 'nadia@family.example',
    language: 'Polish',
  })
  const father = aContact({
    forenames: 'Omar',
    surname: 'Khan',
    phones: [{ kind: 'home', number: '01632 960777' }],
    email: 'omar@family.example',
  })
  const neighbour = aContact({
    forenames: 'Ann',
    surname: 'Price',
    phones: [{ kind: 'mobile', number: '07700 900222' }],
  })
  const uncle = aContact({
    forenames: 'Bilal',
    surname: 'Rahman',
    phones: [{ kind: 'mobile', number: '07700 900333' }],
  })
  const links = (sami: boolean) => [
    linkTo(mother),
    linkTo(father, { relationship: 'Father', livesWith: false }),
    linkTo(neighbour, { relationship: 'Neighbour', isParent: false, parentalResponsibility: 'no', livesWith: false }),
    linkTo(uncle, {
      relationship: 'Uncle',
      isParent: false,
      parentalResponsibility: 'no',
      livesWith: false,
      ...(sami ? { barred: true, barredReason: 'A court said so', mayBeTold: false, emergency: false } : {}),
    }),
  ]
  const amira = child('Amira', school, links(false))
  const sami = child('Sami', school, links(true))
  await school.enrol({ pupils: [amira, sami], contacts: [mother, father, neighbour, uncle] as ContactDraft[] })
  const queue = (asked: Partial<AskedMessage> & Pick<AskedMessage, 'cause'>) =>
    server.database.inTenants([school.id], (tx) =>
      queueMessage(tx, {
        schoolId: school.id,
        template: 'first-day',
        about: [amira.id],
        to: mother.id,
        now: MORNING,
        by: OFFICE,
        ...asked,
      }),
    )
  return {
    ...school,
    bar: (pupil, contact) => bar(server, { schoolId: school.id, pupil, contact }),
    amira: amira.id,
    sami: sami.id,
    mother: mother.id,
    father: father.id,
    neighbour: neighbour.id,
    uncle: uncle.id,
    queue,
  }
}

function child(name: string, school: RollSchool, contacts: EnrolmentDraft['contacts']): EnrolmentDraft {
  return aPupil({
    id: randomUUID() as PupilId,
    legalForenames: name,
    legalSurname: 'Khan',
    groupId: school.groups.own,
    contacts,
  })
}

function bar(server: TestServer, of: { schoolId: string; pupil: PupilId; contact: ContactId }): Promise<void> {
  return server.database.asSystem(async (tx) => {
    await run(
      tx,
      sql`update roll.pupil_contact set barred = true, barred_reason = 'A court said so', may_be_told = false, emergency = false
        where school_id = ${of.schoolId} and pupil_id = ${of.pupil} and contact_id = ${of.contact}`,
    )
  })
}
