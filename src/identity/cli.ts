import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { sql } from 'kysely'
import { systemClock } from '../platform/clock.ts'
import { type Database, many, type Tx } from '../platform/database/database.ts'
import type { SignInSettings } from './auth.ts'
import { newSignInLink } from './sign-in-link.ts'
import { addPeople, keepPlaces, keepRoles, personWithEmail } from './store.ts'

/** What a command needs of the installation it is run in. */
export interface Installation {
  readonly database: Database
  readonly settings: Pick<SignInSettings, 'publicUrl' | 'secret'>
}

/** Opens the installation, does the work, closes it; says a refusal in one sentence and ends with status 1. */
export type WithInstallation = (work: (installation: Installation) => Promise<void>) => Promise<void>

/** `administrator` and `sign-in-link`: how the first person gets in, and how nobody is ever locked out for good. */
export function addIdentityCommands(program: Command, withInstallation: WithInstallation): void {
  program
    .command('administrator')
    .description('Add a school administrator and print the one-time link by which they choose a password')
    .argument('<email>', 'their e-mail address')
    .argument('<name>', 'their name')
    .option('--school <name>', 'the school, where there are several or none yet')
    .option('--position <position>', 'what the school calls them', 'School administrator')
    .action((email: string, name: string, options: { school?: string; position: string }) =>
      withInstallation(async ({ database, settings }) => {
        const link = await database.asSystem(async (tx) => {
          const school = await schoolNamed(tx, options.school)
          const personId = await appointAdministrator(tx, { email, name, school, position: options.position })
          return newSignInLink(tx, settings, personId)
        })
        printLink(link.address)
      }),
    )
  program
    .command('sign-in-link')
    .description('Print a one-time link by which somebody chooses a new password')
    .argument('<email>', 'their e-mail address')
    .action((email: string) =>
      withInstallation(async ({ database, settings }) => {
        const link = await database.asSystem(async (tx) => {
          const person = await personWithEmail(tx, email)
          if (person === undefined) throw new CommandRefused(`Nobody here has the address ${email}.`)
          return newSignInLink(tx, settings, person.id)
        })
        printLink(link.address)
      }),
    )
}

/** Why a command did nothing, for whoever typed it. */
export class CommandRefused extends Error {}

function printLink(address: string): void {
  console.log(`Open this link in a browser, within a week and only once:\n\n  ${address}\n`)
}

interface School {
  readonly id: string
  readonly name: string
}

async function schoolNamed(tx: Tx, name: string | undefined): Promise<School> {
  const schools = await many(tx, sql<School>`select id, name from identity.place where kind = 'school' order by name`)
  const [only] = schools
  if (name === undefined && only !== undefined && schools.length === 1) return only
  const found = schools.find((school) => school.name.toLowerCase() === name?.toLowerCase())
  if (found !== undefined) return found
  if (name === undefined) {
    const which = schools.length === 0 ? 'There is no school yet' : `There are ${schools.length} schools`
    throw new CommandRefused(`${which}: say which with --school "NAME".`)
  }
  if (schools.length > 0) {
    throw new CommandRefused(`There is no school "${name}". There are: ${schools.map((one) => one.name).join('; ')}.`)
  }
  const first = { id: randomUUID(), name }
  await keepPlaces(tx, [{ ...first, kind: 'school', shortName: name }])
  return first
}

interface Appointed {
  readonly email: string
  readonly name: string
  readonly school: School
  readonly position: string
}

async function appointAdministrator(tx: Tx, { email, name, school, position }: Appointed): Promise<string> {
  const at = systemClock.now()
  const known = await personWithEmail(tx, email)
  const personId = known?.id ?? randomUUID()
  if (known === undefined) await addPeople(tx, [{ id: personId, name, email: email.toLowerCase() }], at)
  const role = { placeId: school.id, personId, role: 'school-admin' as const, position }
  await keepRoles(tx, [role], { act: 'granted', at, by: { name: 'Command line', position: 'who runs this Firstbell' } })
  return personId
}
