/** One thing that an evidence pack tells. `text`: what was written at length, printed under it. */
export interface PackLine {
  /** The same for the same thing, however often the pack is prepared. */
  readonly id: string
  readonly cells: readonly string[]
  readonly text: string
}

/** A part of an evidence pack. `table`: a row for each line; `papers`: each line under a heading of its own, which is its first cell. */
export interface PackSection {
  readonly id: string
  readonly title: string
  /** What is in it and what is not, by which rule. */
  readonly intro: readonly string[]
  readonly form: 'table' | 'papers'
  readonly columns: readonly string[]
  readonly widths: readonly number[]
  /** Places of the cells that people wrote in words of their own: these, and `text`, can be blacked out. */
  readonly free: readonly number[]
  /** Certified as a whole: none of its lines can be left out. */
  readonly whole: boolean
  readonly lines: readonly PackLine[]
  /** What stands there where there is nothing. */
  readonly empty: string
}

export interface PackStatement {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly paragraphs: readonly string[]
  /** What is filled in by hand, a line each. */
  readonly sign: readonly string[]
}

/** Something that was blacked out or left out, as the pack lists it: never with its words. */
export interface PackRedaction {
  readonly section: string
  readonly what: string
  readonly because: string
}

/** Everything that a made pack is set from: the same content makes the same ZIP, byte for byte. */
export interface PackContent {
  readonly packId: string
  readonly schoolId: string
  readonly school: { readonly name: string; readonly address: string; readonly urn: string; readonly laestab: string }
  readonly child: string
  readonly parent: string
  readonly from: string
  readonly to: string
  /** The moment of making, in words and as a moment. */
  readonly made: string
  readonly madeAt: string
  readonly by: string
  readonly journal: { readonly number: number; readonly hash: string }
  readonly sections: readonly PackSection[]
  readonly statements: readonly PackStatement[]
  readonly redactions: readonly PackRedaction[]
}
