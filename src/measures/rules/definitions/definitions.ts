import type { Day } from '../../../kernel/day.ts'
import { type SchoolYear, schoolYear } from '../../../kernel/school-year.ts'
import { type Citation, read } from '../../../law/citation.ts'
import { type FigureAsked, meaningOfFigure } from './figures.ts'
import { type AskedScope, DAYS_ASKED, SCOPES, type ScopeFigure, type ScopeId, scopeOf } from './scopes.ts'

/** One figure over one scope, under a name that a printed page can quote. */
export interface Definition {
  /** `census-autumn.persistent`. */
  readonly id: string
  readonly title: string
  readonly words: string
  /** The scope’s version and the figure’s: a change of either is another definition. */
  readonly version: string
  /** The first school year whose figures it describes. */
  readonly since: SchoolYear
  readonly sources: readonly Citation[]
  readonly rounding: string
}

/** A definition of the list: a named scope with one of its figures. */
export interface NamedDefinition extends Definition {
  readonly scope: ScopeId
  readonly figure: ScopeFigure
}

/** The exact 10 % came with 2015/16, where 15 % and 20 % of fixed counts had been; D left the possible sessions with 2011/12. */
const SINCE: Partial<Readonly<Record<FigureAsked['figure'], number>>> = { persistent: 2015, severe: 2015 }
const SINCE_D_IS_NOT_POSSIBLE = 2011

/** Every named definition: each scope with each of its figures. */
export const DEFINITIONS: readonly NamedDefinition[] = SCOPES.flatMap((scope) =>
  scope.figures.map((figure) => ({ ...definitionFrom(scope, { figure }), scope: scope.id, figure })),
)

/**
 * The definition of any figure over any scope, those of the list and those that a page asked for (one code, sessions without a mark, chosen
 * days): made in one place, so that a version means the same wherever it is printed.
 */
function definitionFrom(scope: AskedScope, asked: FigureAsked): Definition {
  const meaning = meaningOfFigure(asked)
  const { figure, code } = asked
  return {
    id: `${scope.id}.${figure}${code === undefined ? '' : `-${code}`}`,
    title: `${meaning.name}, ${scope.title.charAt(0).toLowerCase()}${scope.title.slice(1)}`,
    words: `${meaning.words} ${scope.words}`,
    version: `${scope.version}.${meaning.version}`,
    since: schoolYear(Math.max(scope.since, SINCE[figure] ?? SINCE_D_IS_NOT_POSSIBLE)),
    sources: [...meaning.sources.map(read), ...scope.sources],
    rounding: scope.rounding,
  }
}

/**
 * The scope that days asked for are: the year to date where nothing later is left out, the term where they are its first to its last day (or
 * to what can be counted of it), else the days themselves.
 * @param until the last day counted; a question that ends there or later leaves nothing out.
 */
export function scopeAsked(of: {
  readonly from: Day
  readonly to: Day | undefined
  readonly until: Day
  readonly firstOfYear: Day
  readonly terms: readonly { readonly from: Day; readonly to: Day }[]
  /** Only some sessions of these days, such as one weekday's. */
  readonly isPart?: boolean
}): AskedScope {
  const { from, to, until, firstOfYear, terms, isPart = false } = of
  if (isPart) return DAYS_ASKED
  if (from === firstOfYear && (to === undefined || to >= until)) return scopeOf('year-to-date')
  const isTerm = terms.some((term) => term.from === from && to === term.to)
  return isTerm ? scopeOf('term') : DAYS_ASKED
}

/** A definition as a drawer or a file shows it: the figure's own words, and the scope's beside them. */
export function definitionShown(scope: AskedScope, asked: FigureAsked) {
  const { id, title, version, sources } = definitionFrom(scope, asked)
  return {
    id,
    title,
    version,
    words: meaningOfFigure(asked).words,
    scope: { title: scope.title, words: scope.words },
    sources: sources.map(({ source }) => source),
  }
}
