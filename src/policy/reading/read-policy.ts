import type { z } from 'zod'
import { apart, type PolicyFile, policyFileShape } from '../contract.ts'
import { decodePolicy } from './decode-policy.ts'
import type { PolicyFault } from './faults.ts'
import { nearestName, shapeAt } from './nearest-name.ts'
import { type PlainTree, plainTree } from './plain-tree.ts'

/** A policy file that was understood. */
export interface ReadPolicy {
  readonly file: PolicyFile
  /** The file's text, as it is kept. */
  readonly text: string
  lineAt(path: readonly PropertyKey[]): number
}

export type PolicyReading =
  | { readonly ok: true; readonly read: ReadPolicy }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] }

const MOST_FAULTS = 40

/** Reads a policy file: its bytes, its YAML, its settings. What is wrong is said with its line, all of it at once. */
export function readPolicy(bytes: Uint8Array): PolicyReading {
  const decoded = decodePolicy(bytes)
  if ('fault' in decoded) return { ok: false, faults: [decoded.fault] }
  const { text } = decoded
  const tree = plainTree(text)
  if ('faults' in tree) return { ok: false, faults: tree.faults }
  const parsed = policyFileShape.safeParse(tree.value)
  if (parsed.success) return { ok: true, read: { file: parsed.data, text, lineAt: (path) => tree.lineAt(path) } }
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, tree))
  return { ok: false, faults: faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, MOST_FAULTS) }
}

function faultsOf(issue: z.core.$ZodIssue, tree: PlainTree): PolicyFault[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      line: tree.lineAt([...path, key]),
      path: namesOf([...path, key]),
      message: unknownName(key, path),
    }))
  const there = valueAt(tree.value, path)
  const message =
    there === undefined
      ? `${nameOf(path)} is missing. ${adviceFor(issue)}`.trim()
      : `${nameOf(path)}: ${messageOf(issue)}`
  return [{ line: tree.lineAt(path), path: namesOf(path), message }]
}

function unknownName(key: string, path: readonly PropertyKey[]): string {
  const near = nearestName(key, shapeAt(policyFileShape, path))
  const meant =
    near === undefined ? 'Remove it, or see the sample for the names there are.' : `Did you mean “${apart(near)}”?`
  return `“${apart(key)}” is not a setting here. ${meant}`
}

function adviceFor(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' && issue.message.startsWith('Invalid input') ? 'Add it.' : issue.message
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `choose one of ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'invalid_union') return 'the value is not understood. Compare it with the sample.'
  if (issue.code === 'too_small' && issue.origin === 'array') return 'give at least one.'
  if (issue.code === 'too_big') return `the text is too long: at most ${issue.maximum} letters.`
  if (issue.code === 'invalid_type') return EXPECTED[issue.expected] ?? issue.message
  return issue.message
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'give a text here, not a list or further settings.',
  array: 'give a list here: each line with a dash before it.',
  object: 'give settings here, each as a name, a colon and a value.',
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  )
}

/** A path of YAML has no symbols in it. */
const namesOf = (path: readonly PropertyKey[]) => path.map((name) => (typeof name === 'number' ? name : String(name)))

/** "clocks 2, morning opens". */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The file'
  const words = path.map((key) => (typeof key === 'number' ? ` ${key + 1}` : `, ${apart(String(key))}`)).join('')
  return `“${words.replace(/^, /, '')}”`
}
