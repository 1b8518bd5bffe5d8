import { type SchoolYear, schoolYear } from '../../../kernel/school-year.ts'
import { type Citation, read } from '../../../law/citation.ts'
import { meaningOfFigure } from '../shown/figure-meanings.ts'
import { SCOPES, type Scope, type ScopeFigure, type ScopeId } from './scopes.ts'

/** One figure over one scope, under a name that a printed page can quote. */
export interface NamedDefinition {
  /** `census-autumn.persistent`. */
  readonly id: string
  readonly scope: ScopeId
  readonly figure: ScopeFigure
  readonly title: string
  readonly words: string
  /** The scope’s version and the figure’s: a change of either is another definition. */
  readonly version: string
  /** The first school year whose figures it describes. */
  readonly since: SchoolYear
  readonly sources: readonly Citation[]
  readonly rounding: string
}

/** The exact 10 % came with 2015/16, where 15 % and 20 % of fixed counts had been; D left the possible sessions with 2011/12. */
const SINCE: Partial<Readonly<Record<ScopeFigure, number>>> = { persistent: 2015, severe: 2015 }
const SINCE_D_IS_NOT_POSSIBLE = 2011

/** Every named definition: each scope with each of its figures. */
export const DEFINITIONS: readonly NamedDefinition[] = SCOPES.flatMap((scope) =>
  scope.figures.map((figure) => definitionFrom(scope, figure)),
)

function definitionFrom(scope: Scope, figure: ScopeFigure): NamedDefinition {
  const meaning = meaningOfFigure({ figure })
  return {
    id: `${scope.id}.${figure}`,
    scope: scope.id,
    figure,
    title: `${meaning.name}, ${scope.title.charAt(0).toLowerCase()}${scope.title.slice(1)}`,
    words: `${meaning.words} ${scope.words}`,
    version: `${scope.version}.${meaning.version}`,
    since: schoolYear(Math.max(scope.since, SINCE[figure] ?? SINCE_D_IS_NOT_POSSIBLE)),
    sources: [...meaning.sources.map(read), ...scope.sources],
    rounding: scope.rounding,
  }
}

/** The definition of a figure over a scope; undefined where the figure means nothing there, such as persistent absence of half a census term. */
export function definitionOf(scope: ScopeId, figure: ScopeFigure): NamedDefinition | undefined {
  return DEFINITIONS.find((one) => one.scope === scope && one.figure === figure)
}
