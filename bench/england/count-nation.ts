import { Worker } from 'node:worker_threads'
import { CELL } from './kernel.ts'
import { CELLS, type School } from './nation.ts'
import { type Done, roundsOf, type Work } from './worker.ts'

export interface Counted {
  /** `CELL` numbers for each cell of the national table. */
  readonly counts: Float64Array
  readonly enrolments: number
  readonly bytes: number
  /** Milliseconds, the slowest worker of each round counted. */
  readonly counting: number
  readonly reading: number
  readonly drawing: number
}

function start(work: Work): Promise<Done> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: work })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

const slowest = (done: readonly Done[], of: 'counting' | 'reading' | 'drawing') =>
  (done[0]?.[of] ?? []).reduce((sum, _, round) => sum + Math.max(...done.map((one) => one[of][round] ?? 0)), 0)

/** Counts schools on so many threads at once, block by block, so that memory stays bounded whatever the number of schools. */
export async function countNation(
  schools: readonly School[],
  options: { workers: number; blockEnrolments: number; repeats: number },
): Promise<Counted> {
  const { workers, blockEnrolments, repeats } = options
  const shares = Array.from({ length: workers }, (_, worker) =>
    schools.filter((_, place) => place % workers === worker),
  )
  const rounds = Math.max(...shares.map((share) => roundsOf(share, blockEnrolments).length))
  const barrier = new SharedArrayBuffer(8)
  const done = await Promise.all(
    shares.map((share) => start({ schools: share, blockEnrolments, rounds, workers, barrier, repeats })),
  )
  const counts = new Float64Array(CELL * CELLS)
  for (const one of done)
    for (let place = 0; place < counts.length; place++) counts[place] = (counts[place] ?? 0) + (one.counts[place] ?? 0)
  return {
    counts,
    enrolments: done.reduce((sum, one) => sum + one.enrolments, 0),
    bytes: done.reduce((sum, one) => sum + one.bytes, 0),
    counting: slowest(done, 'counting'),
    reading: slowest(done, 'reading'),
    drawing: slowest(done, 'drawing'),
  }
}
