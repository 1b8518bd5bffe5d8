import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { SignInSettings } from '../identity/index.ts'
import type { ContactId, PupilId, SchoolId } from '../kernel/ids.ts'
import { inviteContact, openFamily } from '../parents/contract.ts'
import { FAMILY_LINK_ASKED, sendWishedLinks } from '../parents/index.ts'
import { run } from '../platform/database/database.ts'
import { openOutbox } from '../platform/outbox.ts'
import { addContact, changeContact, getPupil } from '../roll/contract.ts'
import { type RegisterSchool, registerSchool } from './register-school.ts'
import type { TestServer } from './test-server.ts'

/** What a mother who lives with the child is to it, as the operations on contacts take it. */
const LINK = {
  relationship: 'Mother',
  isParent: true,
  parentalResponsibility: 'yes' as const,
  livesWith: true,
  emergency: false,
  mayBeTold: true,
  barred: false,
}

const SETTINGS: SignInSettings = {
  secret: 'a secret of tests only, of no worth elsewhere',
  publicUrl: 'http://127.0.0.1',
}

/** A signed-in family: sends with its own cookie. */
export type FamilySender = ReturnType<Awaited<ReturnType<typeof familySchool>>['withCookie']>

/** A school whose contacts can be entered, changed, invited and signed in. */
export async function familySchool(server: TestServer, given?: RegisterSchool) {
  const school = given ?? (await registerSchool(server))
  const office = () => server.as(school.officer)
  const at = (pupilId: PupilId) => ({ schoolId: school.id, pupilId })

  const adult = async (pupilId: PupilId, given: object = {}, person: object = {}): Promise<ContactId> => {
    const answer = await office()(addContact, {
      params: at(pupilId),
      body: {
        person: { forenames: 'Marta', surname: 'Reed', phones: [], ...LINK, ...given, ...person },
        reason: 'test',
      },
    })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json().id
  }
  const alsoOf = async (pupilId: PupilId, contactId: ContactId, given: object = {}): Promise<void> => {
    const answer = await office()(addContact, {
      params: at(pupilId),
      body: { known: { contactId, ...LINK, ...given }, reason: 'test' },
    })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  /** Changes what an adult is to a child: bars them, for one. */
  const change = async (pupilId: PupilId, contactId: ContactId, given: object): Promise<void> => {
    const head = server.as(school.head)
    const pupil = (await head(getPupil, { params: at(pupilId) })).json()
    const contact = pupil.office.contacts.find(({ id }: { id: string }) => id === contactId)
    const { forenames, surname, phones, version, linkVersion } = contact
    const answer = await head(changeContact, {
      params: { ...at(pupilId), contactId },
      body: {
        ...LINK,
        forenames,
        surname,
        phones,
        email: contact.email ?? '',
        ...given,
        ...{ version, linkVersion, reason: 'test' },
      },
    })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  const invite = async (pupilId: PupilId, contactId: ContactId): Promise<string> => {
    const answer = await office()(inviteContact, { params: { ...at(pupilId), contactId }, body: { send: false } })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return tokenIn(answer.json().link.address)
  }
  /** Sends as the holder of a cookie; as nobody with an empty one. */
  const withCookie = (cookie: string) => {
    const send = server.as(undefined)
    const inject: typeof send.inject = (options) =>
      send.inject({ ...options, headers: { ...options.headers, ...(cookie === '' ? {} : { cookie }) } })
    return { cookie, inject }
  }
  /** Opens a link, from a browser that may be signed in already. */
  const open = async (token: string, cookie = '') => {
    const answer = await withCookie(cookie).inject({ method: 'POST', url: openFamily.url, payload: { token } })
    const set = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
    return { answer, cookie: set === '' ? cookie : set }
  }
  const signIn = async (pupilId: PupilId, contactId: ContactId): Promise<string> =>
    (await open(await invite(pupilId, contactId))).cookie
  return { ...school, at, adult, alsoOf, change, invite, open, signIn, withCookie }
}

/** An address at a school where nobody lives yet. @returns its id. */
export async function plantHome(server: TestServer, schoolId: SchoolId, line: string): Promise<string> {
  const id = randomUUID()
  await server.database.asSystem((tx) =>
    run(
      tx,
      sql`insert into roll.address (school_id, address_id, fingerprint, lines, town, postcode)
        values (${schoolId}, ${id}, ${line}, array[${line}], 'Aldermarsh', 'ZZ9 6GS')`,
    ),
  )
  return id
}

export function tokenIn(address: string): string {
  return new URL(address).hash.slice(1)
}

/** What a running server does behind the requests: sends the links that were wished for. */
export async function drainWishes(server: TestServer): Promise<void> {
  const outbox = openOutbox({
    database: server.database,
    listeners: [sendWishedLinks(SETTINGS, server.clock)],
    unheard: [FAMILY_LINK_ASKED],
    trouble: () => undefined,
  })
  await outbox.drain()
  await outbox.stop()
}
