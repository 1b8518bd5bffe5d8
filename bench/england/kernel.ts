import { readFileSync } from 'node:fs'
import wabt from 'wabt'
import { byteOfCode, meaningOfByte } from '../../src/law/codes.ts'

/** Bytes from one strip to the next: 732 sessions, rounded up to whole vectors of sixteen. */
export const STRIDE = 736

/** Strips that the kernel asks memory for before it counts them: there must be room for as many behind the last. */
export const READ_AHEAD = 1

/** Numbers of a cell of a national table: 256 sessions by byte, then enrolments with a possible session, persistently and severely absent. */
export const CELL = 260
export const ENROLMENTS = 256
export const PERSISTENT = 257
export const SEVERE = 258

interface Exports {
  readonly tally: (
    strips: number,
    spans: number,
    count: number,
    work: number,
    cell: number,
    ...counted: readonly number[]
  ) => void
  readonly readOnce: (at: number, bytes: number) => bigint
}

/** The counting kernel over a memory that begins with its table of weights. */
export interface Kernel {
  /** Adds a run of enrolments to a cell. All places are byte addresses in the memory. */
  readonly tally: (run: { strips: number; spans: number; count: number; cell: number }) => void
  readonly readOnce: (at: number, bytes: number) => void
}

/** The first byte that callers may use: the weights and the kernel's room to work in lie below it. */
export const FREE_FROM = 16_384

export async function loadKernel(memory: WebAssembly.Memory): Promise<Kernel> {
  const { parseWat } = await wabt()
  const parsed = parseWat('kernel.wat', readFileSync(new URL('kernel.wat', import.meta.url), 'utf8'), { simd: true })
  const { instance } = await WebAssembly.instantiate(parsed.toBinary({}).buffer as Uint8Array<ArrayBuffer>, {
    england: { memory },
  })
  // The module's own text declares these two.
  const { tally, readOnce } = instance.exports as unknown as Exports
  new Uint32Array(memory.buffer, 0, 256).set(
    Uint32Array.from({ length: 256 }, (_, byte) => {
      const meaning = meaningOfByte(byte)
      if (meaning?.possible !== true) return 0
      return meaning.attending ? 1 : 65_537
    }),
  )
  const counted = (['/', '\\', 'I', 'L', 'O'] as const).map(byteOfCode)
  return {
    tally: ({ strips, spans, count, cell }) => tally(strips, spans, count, 0, cell, ...counted),
    readOnce: (at, bytes) => void readOnce(at, bytes),
  }
}
