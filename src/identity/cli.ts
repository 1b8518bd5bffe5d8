import type { Command } from 'commander'
import { sql } from 'kysely'
import { many, type Tx } from '../platform/database/database.ts'
import { type Appointment, appoint, rolesFrom, rolesInWords } from './appoint.ts'
import { CommandRefused, type Installation, type WithInstallation } from './command.ts'
import { type Role, reachOf } from './rules/rights.ts'
import { newSignInLink, type SignInLink } from './signing-in/sign-in-link.ts'
import { accountOf } from './store.ts'

interface AskedToAppoint {
  readonly school?: string
  readonly roles: string
  readonly position?: string
}

/** `appoint` and `sign-in-link`: how a school gets its head and more administrators, and how nobody is locked out for good. */
export function addIdentityCommands(program: Command, withInstallation: WithInstallation): void {
  program
    .command('appoint')
    .alias('administrator')
    .description('Give somebody roles at a school and print the one-time link by which they choose a password')
    .argument('<email>', 'their e-mail address')
    .argument('<name>', 'their name')
    .option('--school <name>', 'the school, where there are several')
    .option(
      '--roles <roles>',
      'what they are there: head; or school-admin,attendance-officer, who also takes registers',
      'school-admin',
    )
    .option('--position <position>', 'what the school calls them; their role where left out')
    .action((email: string, name: string, asked: AskedToAppoint) =>
      withInstallation((installation) => appointSomebody(installation, { email, name, asked })),
    )
  program
    .command('sign-in-link')
    .description('Print a one-time link by which somebody chooses a new password')
    .argument('<email>', 'their e-mail address')
    .action((email: string) =>
      withInstallation(async ({ database, settings, say }) => {
        const link = await database.asSystem(async (tx) => {
          const personId = await accountOf(tx, email)
          if (personId === undefined) throw new CommandRefused(`Nobody here has the address ${email}.`)
          return newSignInLink(tx, settings, personId)
        })
        sayLink(say, link)
      }),
    )
}

async function appointSomebody(
  { database, settings, say }: Installation,
  given: { readonly email: string; readonly name: string; readonly asked: AskedToAppoint },
): Promise<void> {
  const { email, name, asked } = given
  const roles = rolesFrom(asked.roles)
  const { school, appointment, link } = await database.asSystem(async (tx) => {
    const found = await schoolNamed(tx, asked.school)
    const { position } = asked
    const done = await appoint(tx, { email, name, schoolId: found.id, roles, position })
    return { school: found, appointment: done, link: await newSignInLink(tx, settings, done.personId) }
  })
  sayAppointed(say, { name, roles, school: school.name, appointment })
  sayLink(say, link)
}

export interface SaidOfAppointment {
  readonly name: string
  readonly roles: readonly Role[]
  readonly school: string
  readonly appointment: Appointment
}

/** Says what somebody is now, what they cannot do as that, and who is still missing. */
export function sayAppointed(say: Installation['say'], { name, roles, school, appointment }: SaidOfAppointment): void {
  say(`${name} is ${rolesInWords(roles)} at ${school}.`)
  if (appointment.afresh) {
    say('Their account was here before, where others could make links for it: its password, second factor and sign-ins')
    say('have ended. The link below makes a new password; a school account can be used again at once.')
  }
  if (reachOf(roles, 'register.take') === undefined)
    say('With that they take no registers. Who is also to do that needs --roles school-admin,attendance-officer.')
  if (appointment.complete) return
  say(`Nobody at ${school} can give "Head" or "Safeguarding lead" yet. Appoint the head here, who then can:`)
  say(`  ./firstbell appoint EMAIL "NAME" --school "${school}" --roles head`)
}

export function sayLink(say: Installation['say'], { address }: SignInLink): void {
  say(`\nOpen this link in a browser, within a week and only once, to choose a password:\n\n  ${address}\n`)
}

interface School {
  readonly id: string
  readonly name: string
}

async function schoolNamed(tx: Tx, name: string | undefined): Promise<School> {
  const schools = await many(tx, sql<School>`select id, name from identity.place where kind = 'school' order by name`)
  const [only] = schools
  if (only === undefined)
    throw new CommandRefused('There is no school yet. Add it first: ./firstbell school add --help says how.')
  if (name === undefined && schools.length === 1) return only
  if (name === undefined)
    throw new CommandRefused(`There are ${schools.length} schools: say which with --school "NAME".`)
  const found = schools.find((school) => school.name.toLowerCase() === name.trim().toLowerCase())
  if (found !== undefined) return found
  throw new CommandRefused(`There is no school "${name}". There are: ${schools.map((one) => one.name).join('; ')}.`)
}
