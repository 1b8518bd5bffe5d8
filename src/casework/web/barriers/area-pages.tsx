import type { UseQueryResult } from '@tanstack/react-query'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import type { WhyAbsentInArea } from '../../contract.ts'
import { AreaCount } from './area-count.tsx'
import { HowItIsCounted, rowTitle } from './why-words.tsx'

type Row = { readonly row: WhyAbsentInArea['rows'][number]['row'] | 'all' }

const titleOf = (row: Row['row']) => (row === 'all' ? 'Children with an open case' : rowTitle(row))
const countIn = (of: Pick<WhyAbsentInArea, 'children' | 'rows'>, row: Row['row']) =>
  row === 'all' ? of.children : (of.rows.find((one) => one.row === row)?.all ?? null)

/** Why children are absent in several schools, added up and side by side. */
export function WhyInArea({ asked }: { readonly asked: UseQueryResult<WhyAbsentInArea, Error> }) {
  return (
    <>
      <PageHeader
        title="Why children are absent"
        lead="What stands between children and school, in all schools together and in each."
      />
      <Answered question={asked}>{(area) => <Table area={area} />}</Answered>
    </>
  )
}

function Table({ area }: { readonly area: WhyAbsentInArea }) {
  const rows: readonly Row[] = [{ row: 'all' }, ...area.rows.map(({ row }) => ({ row }))]
  const made = (row: Row['row']) => area.schools.map((school) => [school.name, countIn(school, row)] as const)
  const columns: readonly Column<Row>[] = [
    { id: 'row', label: 'Barrier', onCard: 'title', cell: ({ row }) => titleOf(row) },
    {
      id: 'all',
      label: 'All schools',
      align: 'end',
      cell: ({ row }) => <AreaCount count={countIn(area, row)} what={titleOf(row)} made={made(row)} />,
    },
    ...area.schools.map(
      (school): Column<Row> => ({
        id: school.id,
        label: school.name,
        align: 'end',
        cell: ({ row }) => {
          const count = countIn(school, row)
          return <AreaCount count={count} what={`${titleOf(row)}, ${school.name}`} made={[[school.name, count]]} />
        },
      }),
    ),
  ]
  return (
    <>
      <Section title="By kind and school">
        <DataTable
          label="Children by barrier and school"
          noun={['row', 'rows']}
          rows={rows}
          rowKey={({ row }) => row}
          columns={columns}
          note={<Freshness asOf={area.asOf} />}
          empty={{ title: 'No school', because: 'No school keeps its cases here.' }}
        />
      </Section>
      <HowItIsCounted hides />
    </>
  )
}
