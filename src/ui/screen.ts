import type { ComponentType, ReactNode } from 'react'

export type NavSection = 'today' | 'pupils' | 'figures' | 'school' | 'admin'

/** What a page's icon looks like to the shell: any of `@tabler/icons-react`. */
export type Icon = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>

/** One page of the app, as its slice declares it in `web/index.ts`. Only `load` brings its code in. */
export interface ScreenDefinition {
  /**
   * Below `/schools/:schoolId` unless `place` says otherwise, with `$name` for what varies: `/pupils/$pupilId`.
   */
  readonly path: `/${string}`
  /** Names the page in the browser's tab and aloud, until its PageHeader gives a better title. */
  readonly title: string
  /**
   * `school` (the default): below a school; `account`: anyone signed in, no school needed; `open`: before sign-in,
   * without the frame; `trust`: below `/trusts/:trustId`; `authority`: below `/authorities/:authorityId`.
   */
  readonly place?: 'school' | 'account' | 'open' | 'trust' | 'authority'
  /** The right that the page needs at this school, trust or authority. The server decides again on each operation. */
  readonly may?: string
  readonly nav?: {
    readonly section: NavSection
    readonly label: string
    readonly icon: Icon
    /** Who sees the entry, of those who may open the page. */
    readonly may: string
    /** Ascending in its section. The first entry of `today` that a caller may see is that caller's home. */
    readonly order: number
  }
  readonly load: () => Promise<{ readonly Page: () => ReactNode }>
}

/** Keeps the literal types of a slice's pages; does nothing when run. */
export function defineScreens<const Screens extends readonly ScreenDefinition[]>(screens: Screens): Screens {
  return screens
}
