import type { Command } from 'commander'
import { checkPublished } from './check-published.ts'

const ENDS_WITH = { agrees: 0, differs: 1, unreadable: 2 } as const

/** `firstbell measures check`: needs no installation, only the files. Ends with 0, 1 where a figure differs, 2 where a file is none of DfE's. */
export function addMeasuresCommands(program: Command, say: (line: string) => void): void {
  program
    .command('measures')
    .description('Attendance figures')
    .command('check')
    .argument('<file...>', 'CSV files of DfE releases: daily, weekly, year to date, absence by term, bands')
    .description("Check DfE's published figures against the functions that count pupils")
    .action(async (files: string[]) => {
      process.exitCode = ENDS_WITH[await checkPublished(files, say)]
    })
}
