import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import {
  appoint,
  CommandRefused,
  type Installation,
  keepPlaces,
  newSignInLink,
  rolesFrom,
  sayAppointed,
  sayLink,
} from '../identity/index.ts'
import type { SchoolId, TrustId } from '../kernel/ids.ts'
import { authorityOf, parseLaestab, parseUrn } from '../law/identifiers.ts'
import { type YearGroup, yearGroupName } from '../law/school-age.ts'
import { systemClock } from '../platform/clock.ts'
import { maybeOne, type Tx } from '../platform/database/database.ts'
import { SCHOOL_TYPES, type School } from './rules/school.ts'
import { parseYearGroups, usualYearGroups } from './rules/year-groups.ts'
import { addSchool, addTrust } from './school/add-school.ts'

/** What `school add` was given. */
export interface AskedSchool {
  readonly name: string
  readonly urn: string
  readonly laestab: string
  readonly phase: School['phase']
  readonly type?: School['type']
  readonly years?: string
  readonly trust?: string
  readonly shortName?: string
  readonly admin?: string
  readonly adminName?: string
  readonly roles: string
  readonly position?: string
}

type Particulars = Omit<School, 'id' | 'version' | 'trustId' | 'authorityId'>

/** Nobody is signed in at a command line; the change history names it instead of a person. */
const BY = {
  id: '00000000-0000-0000-0000-000000000000',
  name: 'Command line',
  position: 'who runs this Firstbell',
}

/** Adds a school with its place and, where one is named, its first administrator: all of it or nothing. @throws CommandRefused */
export async function setUpSchool({ database, settings, say }: Installation, asked: AskedSchool): Promise<void> {
  const particulars = particularsFrom(asked)
  const roles = rolesFrom(asked.roles)
  const { admin: email, adminName: name, position } = asked
  if ((email === undefined) !== (name === undefined))
    throw new CommandRefused('Name the first administrator with both: --admin EMAIL --admin-name "NAME".')
  const first = await database.asSystem(async (tx) => {
    const schoolId = await addWithPlace(tx, particulars, asked.trust)
    if (email === undefined || name === undefined) return undefined
    const appointment = await appoint(tx, { email, name, schoolId, roles, position })
    return { appointment, link: await newSignInLink(tx, settings, appointment.personId) }
  })
  say(`${particulars.name} is added, with ${yearsInWords(particulars.yearGroups)}.`)
  if (first === undefined || name === undefined) {
    say(`Next, its first administrator: ./firstbell appoint EMAIL "NAME" --school "${particulars.name}"`)
    return
  }
  sayAppointed(say, { name, roles, school: particulars.name, appointment: first.appointment })
  sayLink(say, first.link)
  say('The link needs Firstbell running (./firstbell start). The first page then lists what is still to be entered:')
  say('term dates, the times of the day, pupils, and who else works there.')
}

function particularsFrom(asked: AskedSchool): Particulars {
  const { phase, years } = asked
  const name = asked.name.trim()
  if (name === '') throw new CommandRefused('Say the name of the school: --name "NAME".')
  const urn = parseUrn(asked.urn)
  if (urn === undefined) throw new CommandRefused('A URN is six digits, such as --urn 123456.')
  const laestab = parseLaestab(asked.laestab)
  if (laestab === undefined) throw new CommandRefused('The DfE number is LLL/EEEE, such as --laestab 881/4000.')
  const type = asked.type ?? (asked.trust === undefined ? undefined : 'academy')
  if (type === undefined) throw new CommandRefused(`Say who runs it, with --type: ${SCHOOL_TYPES.join(', ')}.`)
  const yearGroups = years === undefined ? usualYearGroups(phase) : parseYearGroups(years)
  if (yearGroups === undefined)
    throw new CommandRefused('Say its year groups, with --years: 7-11, or R-6, or 10,11 (N1, N2, R, 1 to 13).')
  const shortName = asked.shortName?.trim() || (name.split(' ')[0] ?? name)
  // No address was asked for; the school's page asks for it, and the set-up list says so.
  const address = { lines: [''], town: '', postcode: '' }
  return { urn, laestab, name, shortName, phase, type, address, telephone: '', yearGroups, boards: false, stated: {} }
}

async function addWithPlace(tx: Tx, particulars: Particulars, trustName: string | undefined): Promise<SchoolId> {
  const { name, shortName, phase, urn, laestab } = particulars
  await refuseSecond(tx, particulars)
  const trustId = trustName === undefined ? null : await trustNamed(tx, trustName.trim())
  const authority = await maybeOne(
    tx,
    sql<{ id: NonNullable<School['authorityId']> }>`
      select found.authority_id as id from roll.authority as found join identity.place on place.id = found.authority_id
      where code = ${authorityOf(laestab)}`,
  )
  // An earlier Firstbell made places without particulars: such a one gets them now.
  const place = await maybeOne(
    tx,
    sql<{ id: string }>`select id from identity.place where kind = 'school' and lower(name) = lower(${name})`,
  )
  const schoolId = (place?.id ?? randomUUID()) as SchoolId
  const above = { trustId, authorityId: authority?.id ?? null }
  await keepPlaces(tx, [
    {
      ...{ id: schoolId, kind: 'school', name, shortName, phase },
      ...(trustId === null ? {} : { trustId }),
      ...(authority === undefined ? {} : { authorityId: authority.id }),
    },
  ])
  const facts = { schoolId, at: systemClock.now(), by: BY, reason: `School added (URN ${urn})` }
  await addSchool(tx, facts, { ...particulars, ...above })
  return schoolId
}

async function refuseSecond(tx: Tx, { name, urn, laestab }: Particulars): Promise<void> {
  const other = await maybeOne(
    tx,
    sql<{ name: string; urn: string }>`
      select name, urn from roll.school where urn = ${urn} or laestab = ${laestab} or lower(name) = lower(${name})`,
  )
  if (other === undefined) return
  throw new CommandRefused(
    `${other.name} (URN ${other.urn}) is here already, with the same name or number. ./firstbell school list shows all.`,
  )
}

async function trustNamed(tx: Tx, name: string): Promise<TrustId> {
  const known = await maybeOne(
    tx,
    sql<{ id: TrustId }>`select trust_id as id from roll.trust where lower(name) = lower(${name})`,
  )
  if (known !== undefined) return known.id
  const id = randomUUID() as TrustId
  await keepPlaces(tx, [{ id, kind: 'trust', name, shortName: name }])
  await addTrust(tx, { id, name })
  return id
}

function yearsInWords(years: readonly YearGroup[]): string {
  return new Intl.ListFormat('en-GB').format(years.map(yearGroupName))
}
