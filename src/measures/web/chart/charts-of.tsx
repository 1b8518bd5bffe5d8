import { createContext, type ReactNode, useContext } from 'react'

/** What every picture of a page is of, in words: a picture that is saved says so too. */
export interface ChartsOf {
  /** "1 Sept 2026 to 20 Nov 2026". */
  readonly days: string
  /** "Year 7, girls". */
  readonly whom: string
}

const Context = createContext<ChartsOf | undefined>(undefined)

/** Tells the pictures below which days and whom they are of. */
export function ChartsOfProvider({ of, children }: { readonly of: ChartsOf; readonly children: ReactNode }) {
  return <Context value={of}>{children}</Context>
}

export function useChartsOf(): ChartsOf | undefined {
  return useContext(Context)
}
