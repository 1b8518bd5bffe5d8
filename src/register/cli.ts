import type { Command } from 'commander'
import { CommandRefused, type WithInstallation } from '../identity/index.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { Database } from '../platform/database/database.ts'
import { schoolOf } from '../roll/index.ts'
import { schoolsWithJournal, type Verification, verifyInPieces } from './journal/verify-journal.ts'

/** What was found at one school. */
export interface VerifiedSchool extends Verification {
  readonly schoolId: SchoolId
  /** Its id where the roll does not know it. */
  readonly schoolName: string
}

/** Verifies the registers of every school, one after the other, each as one moment sees it. */
export async function verifyAll(database: Database): Promise<VerifiedSchool[]> {
  const schools = await database.asSystem(schoolsWithJournal)
  const verified: VerifiedSchool[] = []
  for (const schoolId of schools) {
    const school = await database.asSystem((tx) => schoolOf(tx, schoolId))
    const found = await verifyInPieces((work) => database.asSystem(work), schoolId)
    verified.push({ schoolId, schoolName: school?.name ?? schoolId, ...found })
  }
  return verified
}

/** `firstbell register verify`: also while the server runs. Refuses, and so ends with 1, where anything was altered. */
export function addRegisterCommands(program: Command, withInstallation: WithInstallation): void {
  program
    .command('register')
    .description('Registers and their journal')
    .command('verify')
    .description('Prove that no mark was altered behind the journal')
    .action(() =>
      withInstallation(async ({ database, say }) => {
        const schools = await verifyAll(database)
        for (const line of schools.flatMap(inWords)) say(line)
        if (schools.length === 0) say('No school has a journal yet.')
        const altered = schools.filter((school) => !school.sound).length
        if (altered > 0)
          throw new CommandRefused(
            `Registers were altered behind the journal at ${altered === 1 ? 'one school' : `${altered} schools`}. Keep this output, and restore from a backup that verifies.`,
          )
      }),
    )
}

/** For the eyes of whoever runs the server, on the command's own output: children are named, so it is never logged. */
function inWords({ schoolName, sound, entries, strips, lastHash, faults }: VerifiedSchool): string[] {
  const counted = `${entries} ${entries === 1 ? 'entry' : 'entries'} and the marks of ${strips} pupil years`
  if (sound) return [`${schoolName}: sound. ${counted} agree; the last hash is ${lastHash}.`]
  const heading = `${schoolName}: NOT SOUND. ${faults.length === 1 ? '1 fault' : `${faults.length} faults`} in ${counted}:`
  return [heading, ...faults.map((fault) => `  ${fault}`)]
}
