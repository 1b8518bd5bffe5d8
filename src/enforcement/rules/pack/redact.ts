import type { PackLine, PackRedaction, PackSection } from './section.ts'

/** What stands in a pack in the place of words that were blacked out: said, so that it can be heard as well as seen. */
export const BLACKED_OUT = '[redacted]'

/** `words`: null leaves the line out. `line`: null blacks the words out wherever they stand. */
export interface Redaction {
  readonly section: string | null
  readonly line: string | null
  readonly words: string | null
  readonly because: string
}

export interface Redacted {
  readonly sections: readonly PackSection[]
  readonly listed: readonly PackRedaction[]
  /** Redactions that came to nothing, each in a sentence: nobody should believe in them. */
  readonly faults: readonly string[]
}

/** A pack without what somebody left out or blacked out, and the list of that. */
export function redact(sections: readonly PackSection[], redactions: readonly Redaction[]): Redacted {
  const listed: PackRedaction[] = []
  const faults: string[] = []
  let left = sections
  // Words first: what is blacked out everywhere is looked for in all that there is.
  for (const one of redactions.toSorted((a, b) => Number(a.words === null) - Number(b.words === null))) {
    if (one.words === null) left = withoutLine(left, one, { listed, faults })
    else left = blackedOut(left, { ...one, words: one.words }, { listed, faults })
  }
  return { sections: left, listed, faults }
}

interface Noted {
  readonly listed: PackRedaction[]
  readonly faults: string[]
}

function withoutLine(
  sections: readonly PackSection[],
  of: Redaction,
  { listed, faults }: Noted,
): readonly PackSection[] {
  const section = sections.find(({ id }) => id === of.section)
  const line = section?.lines.find(({ id }) => id === of.line)
  if (section === undefined || line === undefined) {
    faults.push('A line that was to be left out is not there any more. Look at the list again.')
    return sections
  }
  if (section.whole) {
    faults.push(`“${section.title}” is certified as a whole: nothing can be left out of it.`)
    return sections
  }
  listed.push({ section: section.title, what: 'One entry left out', because: of.because })
  const lines = section.lines.filter((one) => one !== line)
  return sections.map((one) => (one === section ? { ...one, lines } : one))
}

function blackedOut(
  sections: readonly PackSection[],
  of: Redaction & { readonly words: string },
  { listed, faults }: Noted,
): readonly PackSection[] {
  const pattern = patternOf(of.words)
  let found = 0
  const after = sections.map((section) => {
    if (of.section !== null && section.id !== of.section) return section
    let here = 0
    const black = (text: string) =>
      text.replaceAll(pattern, () => {
        here += 1
        return BLACKED_OUT
      })
    const lines = section.lines.map((line): PackLine => {
      if (of.line !== null && line.id !== of.line) return line
      const cells = line.cells.map((cell, place) => (section.free.includes(place) ? black(cell) : cell))
      return { ...line, cells, text: black(line.text) }
    })
    if (here > 0) listed.push({ section: section.title, what: inWords(of.words, here), because: of.because })
    found += here
    return { ...section, lines }
  })
  if (found === 0) faults.push(`“${of.words.trim()}” is not there to be blacked out. Type it as it is written.`)
  return after
}

function inWords(words: string, times: number): string {
  const count = words.trim().split(/\s+/).length * times
  return `${count} ${count === 1 ? 'word' : 'words'} redacted`
}

/** Whole words as they are written, however they are spaced: "May" leaves "may" and "Mayor" alone. */
function patternOf(words: string): RegExp {
  const parts = words
    .trim()
    .split(/\s+/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join('\\s+')}(?![\\p{L}\\p{N}])`, 'gu')
}
