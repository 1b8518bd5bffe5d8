import { useState } from 'react'
import { type FileName, sameTree, type Tree } from '../../contract.ts'

export type DraftEdits = Partial<Record<FileName, Tree | null>>

export interface Draft {
  readonly edits: DraftEdits
  readonly names: readonly FileName[]
  /** The value as it now stands; undefined where it is left to law and guidance. */
  valueOf(name: FileName): Tree | undefined
  edit(name: FileName, value: Tree | null): void
  discard(): void
}

interface Kept {
  readonly base: number
  readonly edits: DraftEdits
}

/**
 * What somebody is changing. It is kept in this tab of the browser until it is saved or discarded, so that a closed page loses nothing; a draft of
 * another version than the newest is let go.
 */
export function useDraft(key: string, base: number, values: Readonly<Record<string, Tree>>): Draft {
  const [edits, setEdits] = useState<DraftEdits>(() => keptDraft(key, base))
  const keep = (next: DraftEdits) => {
    setEdits(next)
    if (Object.keys(next).length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ base, edits: next } satisfies Kept))
  }
  return {
    edits,
    names: Object.keys(edits) as readonly FileName[], // written below, by such names alone
    valueOf: (name) => (edits[name] === undefined ? values[name] : (edits[name] ?? undefined)),
    edit: (name, value) => {
      const { [name]: _, ...others } = edits
      const same = value === null ? values[name] === undefined : sameTree(values[name], value)
      keep(same ? others : { ...others, [name]: value })
    },
    discard: () => keep({}),
  }
}

function keptDraft(key: string, base: number): DraftEdits {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null // written above; checked by the server all the same
    return kept?.base === base ? kept.edits : {}
  } catch {
    return {}
  }
}
