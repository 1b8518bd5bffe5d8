import { parentPort, workerData } from 'node:worker_threads'
import { Block } from './block.ts'
import { loadKernel } from './kernel.ts'
import { enrolmentsOf, type School } from './nation.ts'

/** What a worker is asked: its schools, how much memory it may fill, and where all workers wait for each other. */
export interface Work {
  readonly schools: readonly School[]
  readonly blockEnrolments: number
  /** Rounds that all workers make together; one with no schools left still waits. */
  readonly rounds: number
  readonly workers: number
  readonly barrier: SharedArrayBuffer
  /** Times each round is counted for the clock, besides the time that is kept; 0 where the kept one is long enough. */
  readonly repeats: number
}

export interface Done {
  readonly counts: Uint32Array
  readonly enrolments: number
  readonly bytes: number
  /** Milliseconds of each round: counting, reading the same bytes once, drawing. */
  readonly counting: readonly number[]
  readonly reading: readonly number[]
  readonly drawing: readonly number[]
}

/** Splits schools into rounds that fit a block. */
export function roundsOf(schools: readonly School[], blockEnrolments: number): School[][] {
  const rounds: School[][] = []
  let room = 0
  for (const school of schools) {
    const size = enrolmentsOf(school)
    const round = rounds.at(-1)
    if (round === undefined || size > room) {
      rounds.push([school])
      room = blockEnrolments - size
    } else {
      round.push(school)
      room -= size
    }
  }
  return rounds
}

function meet(barrier: Int32Array, workers: number): void {
  const turn = Atomics.load(barrier, 1)
  if (Atomics.add(barrier, 0, 1) === workers - 1) {
    Atomics.store(barrier, 0, 0)
    Atomics.add(barrier, 1, 1)
    Atomics.notify(barrier, 1)
  } else Atomics.wait(barrier, 1, turn)
}

function timed(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0

async function count(work: Work): Promise<Done> {
  const barrier = new Int32Array(work.barrier)
  const rounds = roundsOf(work.schools, work.blockEnrolments)
  const most = Math.max(1, ...rounds.map((round) => round.reduce((sum, school) => sum + enrolmentsOf(school), 0)))
  const block = new Block(most)
  const kernel = await loadKernel(block.memory)
  const done = { counting: [] as number[], reading: [] as number[], drawing: [] as number[], enrolments: 0, bytes: 0 }
  for (let round = 0; round < work.rounds; round++) {
    done.drawing.push(
      timed(() => {
        block.clear()
        for (const school of rounds[round] ?? []) block.add(school)
      }),
    )
    if (round === 0) for (let again = 0; again < 3; again++) block.tally(kernel, false)
    meet(barrier, work.workers)
    const kept = timed(() => block.tally(kernel, true))
    const again = Array.from({ length: work.repeats }, () => timed(() => block.tally(kernel, false)))
    done.counting.push(again.length === 0 ? kept : middle(again))
    meet(barrier, work.workers)
    const read = Array.from({ length: Math.max(1, work.repeats) }, () => timed(() => block.readOnce(kernel)))
    done.reading.push(middle(read))
    done.enrolments += block.enrolments
    done.bytes += block.bytes
  }
  return { ...done, counts: block.counts().slice() }
}

if (parentPort !== null) parentPort.postMessage(await count(workerData as Work))
