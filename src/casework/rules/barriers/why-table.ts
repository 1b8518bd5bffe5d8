import type { PupilId } from '../../../kernel/ids.ts'
import type { YearGroup } from '../../../law/school-age.ts'
import { cellsToHide, FEWEST_SHOWN, type Membership } from '../../../measures/contract.ts'
import { type ChildWhy, isInRow, WHY_ROWS, type WhyRow, yearGroupsOf } from './count-why.ts'

/** The children at one time: the end of a term, or today in the present one. */
export interface WhyTerm {
  readonly name: string
  readonly children: readonly ChildWhy[]
}

/** A number of children; null where it is hidden. */
export type Shown = number | null

export interface WhyTable {
  /** Children with an open case. */
  readonly children: Shown
  readonly yearGroups: readonly (YearGroup | null)[]
  /** With an open case, in step with the year groups. */
  readonly childrenByYear: readonly Shown[]
  /** In step with the terms. */
  readonly childrenByTerm: readonly Shown[]
  readonly rows: readonly {
    readonly row: WhyRow
    readonly all: Shown
    readonly byYear: readonly Shown[]
    readonly byTerm: readonly Shown[]
  }[]
}

/**
 * Why children are absent, in one of the terms by year group and beside the others. Pure counting where nothing is hidden.
 * @param hides for readers who see no single child: 1 to 5 children, and whatever would tell of so few by adding or subtracting what is
 * shown, in this answer or in one about another of these terms.
 */
export function whyTable(
  terms: readonly WhyTerm[],
  { asked, hides, fewest = FEWEST_SHOWN }: { asked: number; hides: boolean; fewest?: number },
): WhyTable {
  const hidden = hides ? hiddenOf(terms, fewest) : undefined
  const now = terms[asked]?.children ?? []
  const yearGroups = yearGroupsOf(now)
  const count = (children: readonly ChildWhy[], of: { term: number; row: WhyRow | 'all'; year?: YearGroup | null }) => {
    const { term, row, year } = of
    const found = children.filter(
      (one) => (row === 'all' || isInRow(one, row)) && (year === undefined || one.yearGroup === year),
    ).length
    if (hidden === undefined || found === 0) return hidden?.zeros === false ? null : found
    return hidden.isHidden(term, row, year) ? null : found
  }
  const byTerm = (row: WhyRow | 'all') => terms.map(({ children }, term) => count(children, { term, row }))
  const byYear = (row: WhyRow | 'all') => yearGroups.map((year) => count(now, { term: asked, row, year }))
  return {
    children: count(now, { term: asked, row: 'all' }),
    yearGroups,
    childrenByYear: byYear('all'),
    childrenByTerm: byTerm('all'),
    rows: WHY_ROWS.map((row) => ({
      row,
      all: count(now, { term: asked, row }),
      byYear: byYear(row),
      byTerm: byTerm(row),
    })),
  }
}

interface Hidden {
  isHidden(term: number, row: WhyRow | 'all', year?: YearGroup | null): boolean
  /** False where even a nought is not told: too few children have a case at all. */
  readonly zeros: boolean
}

/** One division for each row and term: in no case, and of each year group those in the row and those not. */
function hiddenOf(terms: readonly WhyTerm[], fewest: number): Hidden {
  const ids = [...new Set(terms.flatMap(({ children }) => children.map(({ pupilId }) => pupilId)))]
  if (ids.length < fewest) return { isHidden: () => true, zeros: ids.length === 0 }
  const divisions: Membership[] = []
  const places = new Map<string, { division: number; cell: number }>()
  terms.forEach(({ children }, term) => {
    const found = new Map(children.map((one) => [one.pupilId, one]))
    const years = yearGroupsOf(children)
    const divide = (name: string, cells: number, cellOf: (child: ChildWhy | undefined) => number) => {
      divisions.push({ cells, cellOf: ids.map((id: PupilId) => cellOf(found.get(id))) })
      for (let cell = 0; cell < cells; cell++)
        places.set(`${term} ${name} ${cell}`, { division: divisions.length - 1, cell })
    }
    divide('all', 2, (child) => (child === undefined ? 1 : 0))
    divide('all years', years.length + 1, (child) =>
      child === undefined ? years.length : years.indexOf(child.yearGroup),
    )
    for (const row of WHY_ROWS) {
      divide(row, 3, (child) => (child === undefined ? 2 : isInRow(child, row) ? 0 : 1))
      divide(`${row} years`, 2 * years.length + 1, (child) => {
        if (child === undefined) return 2 * years.length
        const year = years.indexOf(child.yearGroup)
        return isInRow(child, row) ? year : years.length + year
      })
    }
  })
  const cells = cellsToHide(divisions, { pupils: ids.length, fewest })
  const isCellHidden = (name: string) => {
    const place = places.get(name)
    return place === undefined || cells[place.division]?.[place.cell] === true
  }
  return {
    zeros: true,
    isHidden: (term, row, year) => {
      if (year === undefined) return isCellHidden(`${term} ${row} 0`)
      const at = yearGroupsOf(terms[term]?.children ?? []).indexOf(year)
      return isCellHidden(`${term} ${row} years ${at}`)
    },
  }
}

/** Several schools added up: a row is hidden where it holds a single hidden school, or hidden ones with fewer children than are ever shown. */
export function whyTogether(
  schools: readonly { readonly shown: WhyTable; readonly whole: WhyTable }[],
  fewest = FEWEST_SHOWN,
): { readonly children: Shown; readonly rows: readonly { readonly row: WhyRow; readonly all: Shown }[] } {
  const sum = (read: (table: WhyTable) => Shown): Shown => {
    const hidden = schools.filter(({ shown }) => read(shown) === null)
    const together = hidden.reduce((all, { whole }) => all + (read(whole) ?? 0), 0)
    if (hidden.length === 1 || (hidden.length > 1 && together < fewest)) return null
    return schools.reduce((all, { whole }) => all + (read(whole) ?? 0), 0)
  }
  return {
    children: sum(({ children }) => children),
    rows: WHY_ROWS.map((row) => ({
      row,
      all: sum((table) => {
        const found = table.rows.find((one) => one.row === row)
        return found === undefined ? 0 : found.all
      }),
    })),
  }
}
