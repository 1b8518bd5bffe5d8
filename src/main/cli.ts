import { Command } from 'commander'
import { addEnforcementCommands } from '../enforcement/index.ts'
import { CommandRefused } from '../identity/index.ts'
import { addMeasuresCommands } from '../measures/index.ts'
import { StartUpError } from '../platform/start-up-error.ts'
import { addPolicyCommands } from '../policy/index.ts'
import { addBackupCommands } from './backup-commands.ts'
import { addInstallationCommands, inInstallation } from './commands.ts'
import { VERSION } from './compose.ts'
import { startServer } from './server.ts'
import { type Asked, readSettings } from './settings.ts'
import { settingsInLines } from './settings-help.ts'

const program = new Command('firstbell').description('School attendance for England.').version(VERSION)

program
  .command('start')
  .description('Start the server')
  .option('--demo', 'a made-up trust, one-click sign-in and a clock to move')
  .option('--port <port>', 'the port to listen on (4310)')
  .option('--folder <folder>', 'the data folder (.firstbell/data beside the program, or .firstbell/demo)')
  .addHelpText('after', settingsInLines())
  .action((asked: Asked) => plainly(() => start(asked)))

// Which folder a command was given is among the options of whichever command it is.
let asked: Asked = {}
program.hook('preAction', (_, command) => {
  asked = command.opts<Asked>()
})

addBackupCommands(program, plainly)
addMeasuresCommands(program, (line) => console.log(line))
addPolicyCommands(program, (line) => console.log(line))
addEnforcementCommands(
  program,
  (line) => console.log(line),
  (line) => console.error(line),
)
addInstallationCommands(program, (work) => plainly(() => inInstallation(asked, process.argv.slice(2), work)))

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
