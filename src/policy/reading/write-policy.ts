import { Document, isMap, isScalar, isSeq, type Pair, type ParsedNode, parseDocument, visit } from 'yaml'
import { apart, joined, type Tree } from '../contract.ts'

/** Names of a file with their new values; null takes a name out. */
export type Edits = ReadonlyMap<string, Tree | null>

const WIDTH = 130

/**
 * A policy file with other values at some of its names. What is not edited stays as it is to the letter, comments and all: a form and a text editor
 * may take turns. The text must have been read before.
 */
export function rewritten(text: string, edits: Edits): string {
  const document = parseDocument(text, { schema: 'failsafe' })
  const { contents } = document
  // A file in one pair of braces has no lines of its own to keep.
  if (!isMap(contents) || contents.flow === true) return writtenAnew(contents, edits)
  const known = new Set<string>()
  let next = text
  // From the end, so that what is replaced moves nothing that is still to be replaced.
  for (const pair of [...contents.items].reverse() as Pair<ParsedNode, ParsedNode | null>[]) {
    const name = isScalar(pair.key) ? joined(String(pair.key.value)) : ''
    known.add(name)
    const value = edits.get(name)
    if (value !== undefined) next = replaced(next, pair, value === null ? '' : written(name, value))
  }
  const added = [...edits].flatMap(([name, value]) => (known.has(name) || value === null ? [] : [written(name, value)]))
  return added.length === 0 ? next : `${next.replace(/\n*$/, '\n')}\n${added.join('\n')}`
}

/** Puts lines in the place of one pair. A comment at its end keeps a line of its own above. */
function replaced(text: string, { key, value }: Pair<ParsedNode, ParsedNode | null>, lines: string): string {
  const [start, bare] = key.range
  const [, end, rest] = value?.range ?? [bare, bare + 1, bare + 1]
  const comment = text.slice(end, rest).trim()
  const from = text.slice(rest)
  const before = comment.startsWith('#') ? `${comment}\n` : ''
  return `${text.slice(0, start)}${before}${lines}${from}`
}

/** One name and its value as lines of YAML, lists of words and rows of a list each on a line where they fit. */
function written(name: string, value: Tree): string {
  const document = new Document({ [apart(name)]: apartIn(value) })
  visit(document, {
    Seq: (_, list) => {
      if (list.items.length === 0 || list.items.every((item) => isScalar(item) && isShort(item.value))) list.flow = true
    },
    Map: (_, map, path) => {
      const parent = path.at(-1)
      if (isSeq(parent) && map.items.every(({ value: of }) => isScalar(of) && isShort(of.value))) map.flow = true
    },
  })
  return document.toString({ lineWidth: WIDTH })
}

const LONG = 90

const isShort = (value: unknown) => typeof value === 'string' && value.length <= LONG && !value.includes('\n')

function apartIn(tree: Tree): unknown {
  if (typeof tree === 'string') return tree
  if (Array.isArray(tree)) return tree.map((item: Tree) => apartIn(item))
  return Object.fromEntries(Object.entries(tree).map(([name, item]) => [apart(name), apartIn(item)]))
}

function writtenAnew(contents: unknown, edits: Edits): string {
  const kept = isMap(contents) ? (contents.toJSON() as Record<string, Tree>) : {} // text, lists and maps: failsafe
  const all = new Map(Object.entries(kept).map(([name, value]) => [joined(name), value]))
  for (const [name, value] of edits) {
    if (value === null) all.delete(name)
    else all.set(name, value)
  }
  return [...all].map(([name, value]) => written(name, value)).join('')
}
