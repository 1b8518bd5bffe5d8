import { refused } from '../../kernel/result.ts'

const MOST = 10

/** All that is wrong with a file as one refusal, a line for each: whoever mends it mends it once. */
export function faultsOf(faults: readonly string[]): ReturnType<typeof refused> {
  const more = faults.length - MOST
  const lines = faults.slice(0, MOST)
  return refused('threshold.file', [...lines, ...(more > 0 ? [`… and ${more} more like these.`] : [])].join('\n'))
}
