import { type Drawer, drawerOf, PHASES, randomFrom } from './draw.ts'
import { CELL, FREE_FROM, type Kernel, READ_AHEAD, STRIDE } from './kernel.ts'
import { CELLS, cellOf, enrolmentsOf, type School } from './nation.ts'

/** Enrolments of one cell that lie next to each other in a block. */
interface Run {
  readonly first: number
  readonly count: number
  readonly cell: number
}

const DRAWERS: readonly Drawer[] = PHASES.map(drawerOf)

/**
 * A stretch of memory with the strips of some schools, drawn anew for each block so that England never has to lie in memory at once:
 * weights | cells | scratch cells | spans | strips.
 */
export class Block {
  readonly memory: WebAssembly.Memory
  readonly #capacity: number
  readonly #cells = FREE_FROM
  readonly #scratch = FREE_FROM + 4 * CELL * CELLS
  readonly #spans = FREE_FROM + 8 * CELL * CELLS
  readonly #strips: number
  #runs: Run[] = []
  #filled = 0

  /** @param enrolments how many the block can hold. */
  constructor(enrolments: number) {
    this.#capacity = enrolments
    this.#strips = Math.ceil((this.#spans + 4 * enrolments) / 64) * 64
    const pages = Math.ceil((this.#strips + (enrolments + READ_AHEAD) * STRIDE) / 65_536)
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: 65_536 })
  }

  get enrolments(): number {
    return this.#filled
  }

  /** Bytes of strips that a count has to read. */
  get bytes(): number {
    return this.#filled * STRIDE
  }

  clear(): void {
    this.#runs = []
    this.#filled = 0
  }

  hasRoomFor(school: School): boolean {
    return this.#filled + enrolmentsOf(school) <= this.#capacity
  }

  /** Draws the pupils of a school; the same ones for the same school, whatever the block. */
  add(school: School): void {
    const random = randomFrom(school.number * 7919 + 1)
    const drawer = DRAWERS[school.phase]
    if (drawer === undefined) throw new RangeError(`no phase ${school.phase}`)
    const bytes = new Uint8Array(this.memory.buffer)
    const spans = new Uint16Array(this.memory.buffer)
    for (const { yearGroup, enrolments } of school.years) {
      this.#runs.push({
        first: this.#filled,
        count: enrolments,
        cell: cellOf(school.phase, school.authority, yearGroup),
      })
      for (let one = 0; one < enrolments; one++) {
        const [from, to] = drawer.draw(bytes, this.#strips + this.#filled * STRIDE, random)
        spans[this.#spans / 2 + 2 * this.#filled] = from
        spans[this.#spans / 2 + 2 * this.#filled + 1] = to
        this.#filled++
      }
    }
  }

  /** Puts another span on roll in the place of the one that was drawn. */
  moveSpan(enrolment: number, from: number, to: number): void {
    const spans = new Uint16Array(this.memory.buffer)
    spans.set([from, to], this.#spans / 2 + 2 * enrolment)
  }

  /** Counts every enrolment of the block; into scratch cells when it is only to see how long it takes. */
  tally(kernel: Kernel, keep: boolean): void {
    const cells = keep ? this.#cells : this.#scratch
    for (const { first, count, cell } of this.#runs)
      kernel.tally({
        strips: this.#strips + first * STRIDE,
        spans: this.#spans + first * 4,
        count,
        cell: cells + 4 * CELL * cell,
      })
  }

  readOnce(kernel: Kernel): void {
    kernel.readOnce(this.#strips, this.bytes)
  }

  /** The counts kept so far: `CELL` numbers a cell. */
  counts(): Uint32Array {
    return new Uint32Array(this.memory.buffer, this.#cells, CELL * CELLS)
  }

  /** Each enrolment drawn, for those who count or write them out one by one. */
  *enrolled(): Generator<{ cell: number; strip: Uint8Array; from: number; to: number }> {
    const bytes = new Uint8Array(this.memory.buffer)
    const spans = new Uint16Array(this.memory.buffer)
    for (const { first, count, cell } of this.#runs)
      for (let one = first; one < first + count; one++) {
        const at = this.#strips + one * STRIDE
        const span = this.#spans / 2 + 2 * one
        yield { cell, strip: bytes.subarray(at, at + 732), from: spans[span] ?? 0, to: spans[span + 1] ?? 0 }
      }
  }
}
