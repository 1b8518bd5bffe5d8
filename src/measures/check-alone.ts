// Where `./firstbell measures` begins: with these commands and nothing of the server, which alone would take longer to load than most files
// take to check, and more memory than any.
import { Command } from 'commander'
import { addMeasuresCommands } from './cli.ts'

const program = new Command('firstbell').description('School attendance for England.')
addMeasuresCommands(program, (line) => console.log(line))
await program.parseAsync()
