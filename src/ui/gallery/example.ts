import type { ReactNode } from 'react'

/** One part of the interface, shown in the states that it can be in. */
export interface Example {
  readonly title: string
  /** The file to import. */
  readonly file: string
  readonly Show: () => ReactNode
}
