import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { FEWEST_SHOWN, HIDDEN, writeCsv } from '../../measures/contract.ts'
import type { BeforeContext, Context, UseCase, UseCaseAfter } from '../../platform/http/use-case.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import type { WhyAbsent, WhyAbsentInArea } from '../contract/why-absent.ts'
import type * as contract from '../contract.ts'
import { isInRow, WHY_ROWS, type WhyRow } from '../rules/barriers/count-why.ts'
import { BARRIERS } from '../rules/barriers/kinds.ts'
import { type WhyTerm, whyTable, whyTogether } from '../rules/barriers/why-table.ts'
import { readWhy } from './read-why.ts'

const nameOfYear = (year: Parameters<typeof yearGroupName>[0] | null) =>
  year === null ? 'In no year group' : yearGroupName(year)

/** The first count of why. Who may see cases sees whom a number is made of; everybody else sees no small number. */
export const whyAbsent: UseCase<typeof contract.whyAbsent> = async (context, { params, query }) => {
  const names = context.may('casework.view') === 'all'
  return answer(context, { ...params, term: query.term, names })
}

async function answer(
  context: Context,
  { schoolId, term, names }: { schoolId: SchoolId; term: string | undefined; names: boolean },
): Promise<Result<WhyAbsent>> {
  const terms = await readWhy(context.tx, { schoolId, now: context.now })
  const asked = term === undefined ? terms.length - 1 : terms.findIndex(({ name }) => name === term)
  if (asked < 0) return refused('casework.no-such-term', 'No such term of this school year has begun. Choose another.')
  const { yearGroups, ...table } = whyTable(terms, { asked, hides: !names })
  context.audit({ facts: { hidden: !names } })
  return success({
    asOf: context.now,
    fewest: FEWEST_SHOWN,
    hides: !names,
    term: terms[asked]?.name ?? '',
    terms: terms.map(({ name }) => name),
    yearGroups: yearGroups.map(nameOfYear),
    children: table.children,
    childrenByYear: [...table.childrenByYear],
    childrenByTerm: [...table.childrenByTerm],
    rows: table.rows.map(({ row, all, byYear, byTerm }) => ({ row, all, byYear: [...byYear], byTerm: [...byTerm] })),
    behind: names ? await childrenBehind(context, schoolId, terms[asked]) : null,
  })
}

async function childrenBehind({ tx }: Context, schoolId: SchoolId, term: WhyTerm | undefined) {
  const children = term?.children ?? []
  const names = await namesOnRoll(tx, { schoolId, ids: children.map(({ pupilId }) => pupilId) })
  return children
    .flatMap((child) =>
      child.caseIds.map((caseId) => ({
        caseId,
        name: names.get(child.pupilId) ?? 'A pupil who has left',
        yearGroup: nameOfYear(child.yearGroup),
        rows: WHY_ROWS.filter((row) => isInRow(child, row)),
      })),
    )
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))
}

/** A row's title, in the file and for whoever reads it. */
function titleOf(row: WhyRow): string {
  return row === 'none' ? 'No barrier recorded yet' : BARRIERS[row].title
}

/** The page as a file: hidden for everybody, because a file travels. */
export const exportWhyAbsent: UseCase<typeof contract.exportWhyAbsent> = async (context, { params, query }) => {
  const school = await schoolOf(context.tx, params.schoolId)
  if (school === undefined) return notAllowed()
  const found = await answer(context, { ...params, term: query.term, names: false })
  if (!found.ok) return found
  const { term, yearGroups, rows, children, childrenByYear } = found.value
  const lines = [{ name: 'All with an open case', all: children, byYear: childrenByYear }].concat(
    rows.map(({ row, all, byYear }) => ({ name: titleOf(row), all, byYear })),
  )
  const parts = ['All year groups', ...yearGroups]
  const content = writeCsv({
    id: 'why-absent',
    title: 'Why children are absent',
    columns: ['school', 'time_period', 'year_group', 'barrier', 'children'].map((id) => ({ id })),
    rows: lines.flatMap(({ name, all, byYear }) =>
      [all, ...byYear].map((count, at) => [school.name, term, parts[at] ?? '', name, count ?? HIDDEN]),
    ),
  })
  return success({ type: 'text/csv; charset=utf-8', fileName: 'why-children-are-absent.csv', content })
}

/** Each school in a short transaction of its own, as its own page shows it to readers of totals. */
export async function readWhyInArea({ inTransaction, now, tenants }: BeforeContext): Promise<WhyAbsentInArea> {
  const schools = []
  for (const id of tenants) {
    const found = await inTransaction(async (tx) => {
      // The place itself is a tenant too, and is no school.
      const school = await schoolOf(tx, id as SchoolId)
      return school && { school, terms: await readWhy(tx, { schoolId: school.id, now }) }
    })
    if (found === undefined) continue
    const { school, terms } = found
    const asked = terms.length - 1
    schools.push({
      school,
      shown: whyTable(terms, { asked, hides: true }),
      whole: whyTable(terms, { asked, hides: false }),
    })
  }
  schools.sort((one, other) => one.school.name.localeCompare(other.school.name, 'en-GB'))
  const { children, rows } = whyTogether(schools)
  return {
    asOf: now,
    fewest: FEWEST_SHOWN,
    children,
    rows: rows.map((row) => ({ ...row })),
    schools: schools.map(({ school: { id, name }, shown }) => ({
      id,
      name,
      children: shown.children,
      rows: shown.rows.map(({ row, all }) => ({ row, all })),
    })),
  }
}

type Area = WhyAbsentInArea
export const trustWhyAbsent: UseCaseAfter<typeof contract.trustWhyAbsent, Area> = async (_context, _input, read) =>
  success(read)

export const authorityWhyAbsent: UseCaseAfter<typeof contract.authorityWhyAbsent, Area> = async (
  _context,
  _input,
  read,
) => success(read)
