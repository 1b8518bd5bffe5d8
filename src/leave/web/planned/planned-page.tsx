import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listPlanned, type PlannedListed } from '../../contract.ts'
import { PAGES, type PlannedPage, PlannedState, whenInWords } from './planned-words.tsx'

/** What is planned: running first, then what is to come. */
export function PlannedList({ page }: { readonly page: PlannedPage }) {
  const schoolId = useSchoolId()
  const mayPlan = useMay()('register.plan')
  const planned = useOperation(listPlanned, { params: { schoolId }, querystring: { page } })
  const words = PAGES[page]
  const there = page === 'activities' ? ({ to: '/plan-activity' } as const) : ({ to: '/plan-elsewhere' } as const)
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={mayPlan && <PageButton there={there}>{words.plan}</PageButton>}
      />
      <Answered question={planned}>
        {(answer) => (
          <DataTable
            label={words.title}
            noun={['plan', 'plans']}
            rows={answer.planned}
            rowKey={({ id }) => id}
            columns={COLUMNS}
            empty={{ title: words.empty, because: words.because }}
          />
        )}
      </Answered>
    </>
  )
}

const COLUMNS: readonly Column<PlannedListed>[] = [
  {
    id: 'title',
    label: 'What',
    onCard: 'title',
    sortBy: ({ title }) => title,
    cell: ({ id, title }) => (
      <PageLink there={{ to: '/planned/$plannedId', params: { plannedId: id } }}>{title}</PageLink>
    ),
  },
  { id: 'code', label: 'Mark', cell: ({ code }) => <CodeBadge code={code} /> },
  {
    id: 'state',
    label: 'Where it stands',
    sortBy: ({ state }) => state,
    cell: ({ state }) => <PlannedState state={state} />,
  },
  { id: 'when', label: 'When', sortBy: ({ from }) => from.day, cell: (plan) => whenInWords(plan) },
  {
    id: 'pupils',
    label: 'Pupils',
    sortBy: ({ pupils }) => pupils,
    cell: ({ pupils, names }) =>
      pupils > 3 ? `${names.slice(0, 3).join(', ')} and ${pupils - 3} more` : names.join(', ') || 'Nobody any more',
  },
  {
    id: 'with',
    label: 'With',
    cell: ({ particulars }) => particulars.supervisor ?? particulars.contact ?? particulars.agreed ?? '',
  },
  { id: 'by', label: 'Planned by', cell: ({ planned }) => planned.by.name },
]
