import { type Command, Option } from 'commander'
import { sql } from 'kysely'
import type { Installation, WithInstallation } from '../identity/index.ts'
import { many } from '../platform/database/database.ts'
import { PHASES, SCHOOL_TYPES } from './rules/school.ts'
import { type AskedSchool, setUpSchool } from './set-up-school.ts'

/** `school add` and `school list`: how an installation gets its schools, each with the person who sets it up. */
export function addRollCommands(program: Command, withInstallation: WithInstallation): void {
  const school = program.command('school').description('The schools of this installation')
  school
    .command('add')
    .description(
      'Add a school and its first administrator, and print the one-time link by which they choose a password',
    )
    .requiredOption('--name <name>', 'the school’s name')
    .requiredOption('--urn <urn>', 'its unique reference number, six digits')
    .requiredOption(
      '--laestab <number>',
      'its DfE number, LLL/EEEE: the authority’s three digits and the school’s four',
    )
    .addOption(new Option('--phase <phase>', 'what it is').choices([...PHASES]).makeOptionMandatory())
    .addOption(
      new Option('--type <type>', 'who runs it; academy where a trust is named, else asked for').choices([
        ...SCHOOL_TYPES,
      ]),
    )
    .option('--years <years>', 'its year groups, such as 7-11 or R-6; of a primary R-6, of a secondary 7-11')
    .option('--trust <name>', 'the trust it belongs to')
    .option('--short-name <name>', 'a short name for the header; the first word of its name where left out')
    .option('--admin <email>', 'the e-mail address of its first administrator')
    .option('--admin-name <name>', 'their name')
    .option('--roles <roles>', 'what they are there', 'school-admin,attendance-officer')
    .option('--position <position>', 'what the school calls them; their role where left out')
    .action((asked: AskedSchool) => withInstallation((installation) => setUpSchool(installation, asked)))
  school
    .command('list')
    .description('Name the schools')
    .action(() => withInstallation(listSchools))
}

async function listSchools({ database, say }: Installation): Promise<void> {
  const schools = await database.asSystem((tx) =>
    many(
      tx,
      sql<{ name: string; urn: string; laestab: string; phase: string; trust: string | null; pupils: number }>`
        select school.name, urn, laestab, phase, trust.name as trust,
          (select count(*) from roll.pupil where pupil.school_id = school.school_id and leaving_day is null) as pupils
        from roll.school left join roll.trust using (trust_id) order by school.name`,
    ),
  )
  if (schools.length === 0) say('There is no school yet. ./firstbell school add --help says how to add one.')
  for (const { name, urn, laestab, phase, trust, pupils } of schools)
    say(`${name}: URN ${urn}, ${laestab}, ${phase}, ${trust ?? 'no trust'}, ${pupils.toLocaleString('en-GB')} pupils`)
}
