import { json } from 'node:stream/consumers'
import { Command } from 'commander'
import { z } from 'zod'
import { addPackCommands } from '../enforcement/index.ts'
import { addIdentityCommands, CommandRefused, type Installation, type WithInstallation } from '../identity/index.ts'
import { addInterchangeCommands } from '../interchange/index.ts'
import { StartUpError } from '../platform/start-up-error.ts'
import { addRegisterCommands } from '../register/index.ts'
import { addRollCommands } from '../roll/index.ts'
import { askRunning } from './ask-running.ts'
import { openInstallation, refuseNothingThere } from './open-installation.ts'
import { type Asked, readSettings } from './settings.ts'

/** The name of the question that hands a command to the running server, which has the data folder for itself alone. */
export const COMMAND = 'command'

const givenShape = z.object({ words: z.array(z.string()), folder: z.string() })
const answerShape = z.object({ said: z.array(z.string()), refused: z.string().optional() })

/** The commands that change or read an installation; the same whether a server runs on it or not. */
export function addInstallationCommands(program: Command, withInstallation: WithInstallation): void {
  const before = new Set(program.commands)
  addIdentityCommands(program, withInstallation)
  addRollCommands(program, withInstallation)
  addInterchangeCommands(program, withInstallation)
  addRegisterCommands(program, withInstallation)
  addPackCommands(program, withInstallation)
  const added = program.commands.filter((command) => !before.has(command))
  for (const command of added.flatMap((one) => (one.commands.length === 0 ? [one] : one.commands)))
    command.option('--folder <folder>', 'the data folder').option('--demo', 'the demonstration')
}

/** Does a command where the data is: in the server that runs on the folder, or else here. */
export async function inInstallation(
  asked: Asked,
  words: readonly string[],
  work: (installation: Installation) => Promise<void>,
): Promise<void> {
  const settings = readSettings(process.env, asked)
  const say = (line: string) => console.log(line)
  const given = { words, folder: process.cwd() }
  const running =
    settings.databaseUrl === undefined ? await askRunning(settings.folder, { ask: COMMAND, given }, { say }) : undefined
  if (running !== undefined) {
    const { said, refused } = answerShape.parse(await json(running))
    for (const line of said) say(line)
    if (refused !== undefined) throw new CommandRefused(refused)
    return
  }
  if (words.slice(0, 2).join(' ') !== 'school add') refuseNothingThere(settings)
  const { database, signIn } = await openInstallation(settings)
  try {
    await work({ database, settings: signIn, say, folder: given.folder })
  } finally {
    await database.close()
  }
}

/** Answers the question `COMMAND` in a running server. The words were understood by the one who asks; a second reading agrees. */
export function commandAnswerer(
  parts: Pick<Installation, 'database' | 'settings'>,
): (given: unknown) => Promise<z.output<typeof answerShape>> {
  return async (given) => {
    const { words, folder } = givenShape.parse(given)
    const said: string[] = []
    const program = new Command()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    addInstallationCommands(program, (work) => work({ ...parts, folder, say: (line) => void said.push(line) }))
    try {
      await program.parseAsync(words, { from: 'user' })
      return { said }
    } catch (error) {
      if (error instanceof CommandRefused || error instanceof StartUpError) return { said, refused: error.message }
      throw error
    }
  }
}
