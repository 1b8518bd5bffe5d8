import { Command } from 'commander'
import { addIdentityCommands, CommandRefused, type WithInstallation } from '../identity/index.ts'
import { addInterchangeCommands } from '../interchange/index.ts'
import { StartUpError } from '../platform/start-up-error.ts'
import { addBackupCommands } from './backup-commands.ts'
import { VERSION } from './compose.ts'
import { openInstallation } from './open-installation.ts'
import { startServer } from './server.ts'
import { type Asked, readSettings } from './settings.ts'

const program = new Command('firstbell').description('School attendance for England.').version(VERSION)

program
  .command('start')
  .description('Start the server')
  .option('--demo', 'a made-up trust, one-click sign-in and a clock to move')
  .option('--port <port>', 'the port to listen on (4310)')
  .option('--folder <folder>', 'the data folder (.firstbell/data beside the program, or .firstbell/demo)')
  .action((asked: Asked) => plainly(() => start(asked)))

const withInstallation: WithInstallation = (work) =>
  plainly(async () => {
    const settings = readSettings(process.env)
    const { database, signIn } = await openInstallation(settings)
    try {
      await work({ database, settings: signIn })
    } finally {
      await database.close()
    }
  })

addBackupCommands(program, plainly)
addIdentityCommands(program, withInstallation)
addInterchangeCommands(program, withInstallation)

async function start(asked: Asked): Promise<void> {
  const settings = readSettings(process.env, asked)
  const server = await startServer(settings, (line) => console.log(line))
  const open = settings.port === 0 ? server.address : settings.publicUrl
  console.log(`Firstbell is ready: open ${open}${settings.demo ? ' and sign in as anybody' : ''}\nCtrl+C stops it.`)
}

/** A refusal that we foresaw is one sentence; anything else is a fault of ours, and its stack helps. */
async function plainly(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const foreseen = error instanceof StartUpError || error instanceof CommandRefused
    console.error(foreseen ? error.message : error)
    process.exitCode = 1
  }
}

await program.parseAsync()
