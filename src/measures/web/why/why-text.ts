import type { ReactNode } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { SchoolId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import { parseCode } from '../../../law/codes.ts'
import type { FigureAsked, FigureName } from '../../rules/shown/figure-meanings.ts'
import type { AskedText } from '../asked/use-asked.ts'

/** The question that a figure answers, as its operations take it. */
export interface WhyText extends AskedText {
  readonly figure: FigureName
  /** Where the figure is `code`: which. */
  readonly code?: string | undefined
  /** The day that classes and flags are as at, as the page’s answer says. */
  readonly on?: Day | undefined
  /** AM where the last day is counted to its morning only. */
  readonly toHalf?: Half | undefined
  /** 1 is Monday, 5 is Friday. */
  readonly weekday?: number | undefined
  /** Only the pupils of this saved group, or all who are not in it. */
  readonly savedGroup?: string | undefined
  readonly inSaved?: 'yes' | 'no' | undefined
  /** Only pupils in no class, or in no year group. */
  readonly inNo?: 'group' | 'year-group' | undefined
}

/** Which figure a question is about. An address holds codes as text; one that is none is refused by the operation that is asked. */
export function figureAsked({ figure, code }: Pick<WhyText, 'figure' | 'code'>): FigureAsked {
  return { figure, code: code === undefined ? undefined : parseCode(code) }
}

/** What a number was worked out from: each part with its name. */
export type MadeFrom = readonly (readonly [label: string, value: ReactNode])[]

/** To which session and which entry of the journal an answer counts. */
export interface Standing {
  readonly until: { readonly day: string; readonly half: 'AM' | 'PM' }
  readonly journalNumber: number
}

/** The question behind a figure that is shown to readers who see no single pupil. */
export interface TotalAsked {
  readonly schoolId: SchoolId
  readonly year?: number | undefined
  readonly term?: string | undefined
  readonly division?: string | undefined
  readonly cohort?: string | undefined
}
