import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killedRound, type Round } from '../../src/testing/kill-while-writing.ts'

/** Kills a process that saves to a data folder, again and again, and counts what was lost: `node e2e/by-hand/kill-while-writing.ts [ROUNDS]`. */
const rounds = Number(process.argv[2] ?? 200)
const folder = mkdtempSync(join(tmpdir(), 'firstbell-kill-'))
const outcomes: Round[] = []
let first = 1
for (let round = 1; round <= rounds; round += 1) {
  // Mostly short lives: the interesting moments are a start after a crash, a new log file, and the middle of a save.
  const outcome = await killedRound(folder, first, Math.random() ** 2 * 600)
  outcomes.push(outcome)
  first += outcome.saved + 1
  if (outcome.lost.length > 0 || outcome.halves.length > 0) console.error(`Round ${round}:`, outcome)
}
rmSync(folder, { recursive: true, force: true })

const sum = (count: (round: Round) => number) => outcomes.reduce((total, round) => total + count(round), 0)
const reopened = outcomes.map((round) => round.reopenMs).sort((a, b) => a - b)
const lost = sum((round) => round.lost.length)
const halves = sum((round) => round.halves.length)
console.log(
  `Killed ${rounds} times (SIGKILL): ${sum((round) => round.said)} saves acknowledged, ${lost} lost, ${halves} half saved, ` +
    `${sum((round) => round.saved - round.said)} saved whose acknowledgement the kill cut off. Reopening took ` +
    `${Math.round(reopened[Math.floor(rounds / 2)] ?? 0)} ms in the middle, ${Math.round(reopened.at(-1) ?? 0)} ms at most.`,
)
process.exitCode = lost + halves === 0 ? 0 : 1
