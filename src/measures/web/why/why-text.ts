import type { FigureName } from '../../rules/shown/figure-meanings.ts'
import type { AskedText } from '../asked/use-asked.ts'

/** The question that a figure answers, as its operations take it. */
export interface WhyText extends AskedText {
  readonly figure: FigureName
  /** Where the figure is `code`: which. */
  readonly code?: string | undefined
  /** 1 is Monday, 5 is Friday. */
  readonly weekday?: number | undefined
}
