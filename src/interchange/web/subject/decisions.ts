import { useState } from 'react'
import type { ShownPart, WITHHELD_BECAUSE } from '../../contract.ts'

export type Because = (typeof WITHHELD_BECAUSE)[number]

export interface Withheld {
  readonly table: string
  readonly key: string
  readonly because: Because
}

type Seen = Pick<ShownPart, 'table' | 'seen'>

/** What somebody decided about the record so far: nothing of it is kept until the record is handed out. */
export interface Decisions {
  readonly withheld: readonly Withheld[]
  readonly others: readonly string[]
  /** The parts that somebody ticked as looked through, with what its entries were known by then. */
  readonly looked: readonly { readonly table: string; readonly seen: string }[]
  countOf(table: string): number
  becauseOf(table: string, key: string): Because | undefined
  /** Undefined lets it go again. */
  withhold(table: string, key: string, because: Because | undefined): void
  turnOther(column: string): void
  /** Whether the part was looked through as it is now. */
  isLooked(part: Seen): boolean
  turnLooked(part: Seen): void
}

export function useDecisions(): Decisions {
  const [withheld, setWithheld] = useState<readonly Withheld[]>([])
  const [others, setOthers] = useState<readonly string[]>([])
  const [looked, setLooked] = useState<Decisions['looked']>([])
  const isLooked = ({ table, seen }: Seen) => looked.some((one) => one.table === table && one.seen === seen)
  const isAbout = (table: string, key: string) => (one: Withheld) => one.table === table && one.key === key
  return {
    withheld,
    others,
    looked,
    isLooked,
    turnLooked: ({ table, seen }) => {
      const rest = looked.filter((one) => one.table !== table)
      setLooked(isLooked({ table, seen }) ? rest : [...rest, { table, seen }])
    },
    countOf: (table) => withheld.filter((one) => one.table === table).length,
    becauseOf: (table, key) => withheld.find(isAbout(table, key))?.because,
    withhold: (table, key, because) => {
      const rest = withheld.filter((one) => !isAbout(table, key)(one))
      setWithheld(because === undefined ? rest : [...rest, { table, key, because }])
    },
    turnOther: (column) =>
      setOthers(others.includes(column) ? others.filter((one) => one !== column) : [...others, column]),
  }
}
