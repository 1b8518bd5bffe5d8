import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killedRounds, plantSchool, type SavingRound } from '../../src/testing/kill-while-saving.ts'

/**
 * Kills a Firstbell that saves whole registers, several at once, again and again, and looks for what was lost or half saved:
 * `node e2e/by-hand/kill-while-saving.ts [ROUNDS] [MOST_MINUTES]`.
 */
const rounds = Number(process.argv[2] ?? 200)
const mostMs = Number(process.argv[3] ?? 60) * 60_000
const base = mkdtempSync(join(tmpdir(), 'firstbell-kill-saving-'))
const folder = join(base, 'data')
const outcomes: SavingRound[] = []
const school = await plantSchool(folder)
const began = performance.now()
for await (const outcome of killedRounds(folder, school, rounds)) {
  outcomes.push(outcome)
  const wrong = outcome.lost.length + outcome.half.length + outcome.faults.length
  if (wrong > 0) console.error(`Round ${outcomes.length}:`, outcome)
  if (performance.now() - began > mostMs) break
}
rmSync(base, { recursive: true, force: true })

const sum = (count: (round: SavingRound) => number) => outcomes.reduce((total, round) => total + count(round), 0)
const reopened = outcomes.map((round) => round.reopenMs).sort((a, b) => a - b)
const lost = sum((round) => round.lost.length)
const half = sum((round) => round.half.length)
const unsound = outcomes.filter((round) => round.faults.length > 0).length
console.log(
  `Killed ${outcomes.length} times (SIGKILL) in ${Math.round((performance.now() - began) / 1000)} s: ` +
    `${sum((round) => round.acknowledged)} registers acknowledged, ${lost} lost, ${half} half saved, ` +
    `${unsound} rounds whose journal did not verify; ${sum((round) => round.unheard)} saved whose acknowledgement the kill ` +
    `cut off, ${sum((round) => round.inFlight)} sent and not saved. Reopening took ` +
    `${Math.round(reopened[Math.floor(reopened.length / 2)] ?? 0)} ms in the middle, ${Math.round(reopened.at(-1) ?? 0)} ms at most.`,
)
process.exitCode = lost + half + unsound === 0 ? 0 : 1
