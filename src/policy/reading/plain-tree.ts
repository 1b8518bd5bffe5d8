import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLError } from 'yaml'
import { apart, joined } from '../contract.ts'
import type { PolicyFault } from './faults.ts'

/** Text, lists and maps, with the line of each. Keys are joined: `next review` is `nextReview`. */
export interface PlainTree {
  readonly value: unknown
  /** The line of the value at a path, or of the nearest thing around it. */
  lineAt(path: readonly PropertyKey[]): number
}

const DEEPEST = 12

/** YAML as a tree of text. Types of YAML itself (numbers, dates, yes as true) are not wanted: section 4.10 is not 4.1. */
export function plainTree(text: string): PlainTree | { readonly faults: readonly PolicyFault[] } {
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false })
    const line = (offset: number) => lines.linePos(offset).line
    if (document.errors.length > 0) return { faults: faultsOf(document.errors, (offset) => lines.linePos(offset)) }
    if (document.contents === null) return { faults: [{ message: 'The file has nothing in it but comments.' }] }
    return new Walk(line).tree(document.contents)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { faults: [{ message: 'The file nests lists or braces far too deep. Check the brackets.' }] }
  }
}

class Walk {
  private readonly known = new Map<string, number>()
  private readonly faults: PolicyFault[] = []
  private readonly line: (offset: number) => number

  constructor(line: (offset: number) => number) {
    this.line = line
  }

  tree(root: ParsedNode): PlainTree | { readonly faults: readonly PolicyFault[] } {
    const value = this.value(root, [])
    if (this.faults.length > 0) return { faults: this.faults }
    const { known } = this
    return {
      value,
      lineAt(path) {
        for (let length = path.length; length > 0; length--) {
          const line = known.get(keyOf(path.slice(0, length)))
          if (line !== undefined) return line
        }
        return 1
      },
    }
  }

  private value(node: ParsedNode | null, path: readonly PropertyKey[]): unknown {
    if (node === null) return ''
    const line = this.line(node.range[0])
    if (!this.known.has(keyOf(path))) this.known.set(keyOf(path), line)
    if (path.length > DEEPEST)
      return this.fault(line, 'Lists and settings are nested too deep here. Check the indentation.')
    if (isAlias(node)) return this.fault(line, 'Write the value out: a reference with * is not read.')
    if (isSeq(node)) return node.items.map((item, index) => this.value(item as ParsedNode | null, [...path, index])) // the parser's own nodes
    if (isMap(node)) return this.map(node.items as readonly MapItem[], path) // the same
    return isScalar(node) ? String(node.value) : ''
  }

  private map(items: readonly MapItem[], path: readonly PropertyKey[]): unknown {
    const entries = new Map<string, unknown>()
    for (const { key, value } of items) {
      const line = key === null ? this.known.get(keyOf(path)) : this.line(key.range[0])
      if (!isScalar(key)) this.fault(line, 'A name of a setting is missing or is itself a list.')
      else {
        const name = joined(String(key.value))
        if (entries.has(name)) this.fault(line, `“${apart(name)}” stands twice. Keep one of the two.`)
        this.known.set(keyOf([...path, name]), line ?? 1)
        entries.set(name, this.value(value, [...path, name]))
      }
    }
    return Object.fromEntries(entries)
  }

  private fault(line: number | undefined, message: string): '' {
    this.faults.push(line === undefined ? { message } : { line, message })
    return ''
  }
}

interface MapItem {
  readonly key: ParsedNode | null
  readonly value: ParsedNode | null
}

function keyOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('\n')
}

const MOST_FAULTS = 20

/** One fault to a line: what follows from the first on it helps nobody. */
function faultsOf(
  errors: readonly YAMLError[],
  placeOf: (offset: number) => { readonly line: number; readonly col: number },
): readonly PolicyFault[] {
  const byLine = new Map<number, PolicyFault>()
  for (const error of errors) {
    const { line, col: column } = placeOf(error.pos[0])
    if (!byLine.has(line)) byLine.set(line, { line, column, message: inPlainWords(error) })
  }
  return [...byLine.values()].slice(0, MOST_FAULTS)
}

const IN_PLAIN_WORDS: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'The line is indented with a tab. Use spaces: YAML does not allow tabs there.',
  DUPLICATE_KEY: 'This name stands twice. Keep one of the two.',
  BAD_INDENT: 'The line is not indented like those it belongs to. Use the same number of spaces for each of them.',
  MISSING_CHAR: 'Something is missing here: a quotation mark, a bracket, or a colon or dash with a space after it.',
  MULTIPLE_DOCS: 'The file holds more than one document. Remove the line “---” here and what follows.',
  MULTILINE_IMPLICIT_KEY: 'A name of a setting cannot go over several lines. A colon may be missing above.',
  BLOCK_AS_IMPLICIT_KEY:
    'A setting begins in the middle of a line. Put it on a line of its own, or its text in quotation marks.',
  BLOCK_IN_FLOW: 'A bracket or brace was opened and not closed before this line.',
  UNEXPECTED_TOKEN: 'This is not understood here. Put text with : # { [ or % in it in quotation marks.',
  BAD_SCALAR_START: 'A text cannot begin with this sign. Put it in quotation marks.',
  BAD_DQ_ESCAPE: 'A backslash in double quotation marks must be doubled, or use single ones.',
  BAD_ALIAS: 'A text cannot begin with *. Put it in quotation marks.',
}

function inPlainWords(error: YAMLError): string {
  return IN_PLAIN_WORDS[error.code] ?? 'This line is not YAML. Compare it with the sample in the folder policies.'
}
