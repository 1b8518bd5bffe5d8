import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { CommandRefused, type WithInstallation } from '../../identity/index.ts'
import { verifyZip } from './verify-pack.ts'

/** `firstbell pack verify FILE.zip`: also while the server runs. Refuses, and so ends with 1, where anything does not agree. */
export function addPackCommands(program: Command, withInstallation: WithInstallation): void {
  program
    .command('pack')
    .description('Evidence packs')
    .command('verify')
    .argument('<file>', 'the ZIP of an evidence pack')
    .description('Prove that an evidence pack is as it was made, and that the register’s journal still has its hash')
    .action((file: string) =>
      withInstallation(async ({ database, say, folder }) => {
        const zip = await readFile(resolve(folder, file)).catch(() => undefined)
        if (zip === undefined) throw new CommandRefused(`There is no file ${file} that can be read.`)
        const found = await verifyZip(zip, (work) => database.asSystem(work))
        for (const { agrees, words } of found) say(`${agrees ? 'agrees' : 'DOES NOT AGREE'}: ${words}`)
        if (found.some(({ agrees }) => !agrees))
          throw new CommandRefused(
            'This is not the pack as it was made, or the register is not the one it was made from.',
          )
      }),
    )
}
