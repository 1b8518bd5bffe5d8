import { readFileSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import { type Day, parseDay } from '../kernel/day.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import { systemClock } from '../platform/clock.ts'
import { checkPolicy, type Finding } from './contract.ts'
import { LARGEST_POLICY, tooLarge } from './reading/decode-policy.ts'
import type { PolicyFault } from './reading/faults.ts'
import { type PolicyReading, type ReadPolicy, readPolicy } from './reading/read-policy.ts'
import { SEVERITY_NAMES } from './rules/checks/severity-names.ts'

/** 0: nothing to decide; 1: it contradicts the law or itself; 2: it is no policy file. */
export type CheckedFile = 0 | 1 | 2

/** Checks a policy file and says in plain English what it finds. */
export function checkPolicyFile(path: string, on: Day, say: (line: string) => void): CheckedFile {
  const reading = readFile(path)
  if (!reading.ok) {
    say(`${path} cannot be read as a policy:`)
    for (const fault of reading.faults) say(faultLine(fault))
    return 2
  }
  const { read } = reading
  const findings = checkPolicy(read.file, on)
  say(`${path}: ${read.file.title} of ${read.file.school}, version ${read.file.version}`)
  for (const [index, finding] of findings.entries())
    for (const line of findingLines(finding, index + 1, read)) say(line)
  const toDecide = findings.filter(({ severity }) => severity !== 'note').length
  say('')
  say(summary(findings.length, toDecide))
  return toDecide === 0 ? 0 : 1
}

function summary(all: number, toDecide: number): string {
  if (all === 0) return 'It agrees with itself, and with the law as far as a machine can see.'
  const notes = all - toDecide
  const kept = `${notes} to keep in view`
  if (toDecide === 0) return `Nothing to decide; ${kept}.`
  return `${toDecide} to put right${notes === 0 ? '' : `, ${kept}`}. It can be used meanwhile: what stands first is in force, and never beyond the law.`
}

function readFile(path: string): PolicyReading {
  try {
    const { size } = statSync(path)
    return size > LARGEST_POLICY ? { ok: false, faults: [tooLarge(size)] } : readPolicy(readFileSync(path))
  } catch (error) {
    return { ok: false, faults: [{ message: whyUnreadable(error) }] }
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'There is no such file. Check the name.'
  if (code === 'EISDIR') return 'This is a folder. Give the name of a file in it.'
  if (code === 'EACCES') return 'This file may not be read by you.'
  throw error
}

function faultLine({ line, column, message }: PolicyFault): string {
  if (line === undefined) return `  ${message}`
  return `  line ${line}${column === undefined ? '' : `, column ${column}`}: ${message}`
}

function findingLines(finding: Finding, number: number, read: ReadPolicy): readonly string[] {
  const { title, severity, row, places, legal, toDo } = finding
  return [
    '',
    `${number}. ${title} (${SEVERITY_NAMES[severity]}, ${row})`,
    ...places.map((place) => `   line ${read.lineAt(place.path)}, section ${place.section}: “${place.words}”`),
    `   Law: ${legal.position} [${legal.source}${legal.verified ? '' : '; unverified'}]`,
    `   To do: ${toDo}`,
  ]
}

/** `firstbell policy check`: needs no installation, only the file. */
export function addPolicyCommands(program: Command, say: (line: string) => void): void {
  program
    .command('policy')
    .description('A school’s attendance policy as a file')
    .command('check')
    .argument('<file...>', 'policy files (YAML), such as policies/aldermarsh-lower-academy.yaml')
    .option('--on <day>', 'the day to check for, as YYYY-MM-DD; today where left out')
    .description(
      'Check a policy against the law and against itself. Ends with 0, 1 (something to put right) or 2 (no policy file)',
    )
    .action((files: string[], { on }: { on?: string }) => {
      const day = on === undefined ? schoolTime(systemClock.now()).day : parseDay(on)
      if (day === undefined) {
        say(`“${on}” is not a day. Give it as YYYY-MM-DD, such as 2026-11-23.`)
        process.exitCode = 2
        return
      }
      process.exitCode = Math.max(...files.map((file) => checkPolicyFile(file, day, say)))
    })
}
