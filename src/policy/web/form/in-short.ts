import { apart, isList, type Tree } from '../../contract.ts'

const LONGEST = 110

/** A value of the file in a line: "within: 30 minutes; repeat daily: yes", "7 entries". */
export function inShort(value: Tree | undefined): string {
  if (value === undefined) return ''
  const words = typeof value === 'string' ? value : isList(value) ? listInShort(value) : namesInShort(value)
  return words.length > LONGEST ? `${words.slice(0, LONGEST)} …` : words
}

function listInShort(items: readonly Tree[]): string {
  if (items.every((item) => typeof item === 'string')) return items.join(', ')
  return items.length === 1 ? inShort(items[0]) : `${items.length} entries`
}

function namesInShort(named: { readonly [name: string]: Tree }): string {
  const shown = Object.entries(named).filter(
    ([name, value]) => !['section', 'words', 'also'].includes(name) && value !== '',
  )
  const [only, ...more] = shown
  if (only !== undefined && more.length === 0) return inShort(only[1])
  return shown.map(([name, value]) => `${apart(name)}: ${inShort(value)}`).join('; ')
}
