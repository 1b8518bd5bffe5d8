import { PageButton, PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { longDayText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { kindOfLeave, type LeaveRequest, listLeave } from '../contract.ts'
import { aheadInWords, LeaveState, sessionsInWords, spanInShort } from './leave-words.tsx'

/** What families asked for, what waits for the head first. */
export function Page() {
  const schoolId = useSchoolId()
  const mayAsk = useMay()('leave.ask')
  const leave = useOperation(listLeave, { params: { schoolId } }, { everySeconds: 60 })
  return (
    <>
      <PageHeader
        title="Leave of absence"
        lead="Only the head, or somebody the proprietor authorised, may grant leave, and only before it begins. What is granted stands in the registers at once."
        actions={mayAsk && <PageButton there={{ to: '/ask-leave' }}>Enter a request</PageButton>}
      />
      <Answered question={leave}>
        {({ requests, notice }) => (
          <>
            <p>
              The policy asks families for {notice.words} of notice ({notice.source}). A later request is decided all
              the same.
            </p>
            <DataTable
              label="Requests for leave"
              noun={['request', 'requests']}
              rows={requests}
              rowKey={({ id }) => id}
              columns={columnsFor(notice.days)}
              empty={{
                title: 'Nobody has asked for leave',
                because: 'Requests from the family’s page arrive here by themselves; enter those that come on paper.',
              }}
            />
          </>
        )}
      </Answered>
    </>
  )
}

function columnsFor(notice: number): readonly Column<LeaveRequest>[] {
  return [
    {
      id: 'pupil',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ pupil }) => pupil.name,
      cell: ({ id, pupil }) => (
        <PageLink there={{ to: '/leave/$requestId', params: { requestId: id } }}>{pupil.name}</PageLink>
      ),
    },
    {
      id: 'state',
      label: 'Where it stands',
      sortBy: ({ state }) => state,
      cell: ({ state }) => <LeaveState state={state} />,
    },
    { id: 'days', label: 'Days', sortBy: ({ from }) => from.day, cell: (request) => spanInShort(request) },
    {
      id: 'sessions',
      label: 'Sessions',
      cell: ({ sessions, granted, state }) =>
        state === 'granted' ? `${granted} of ${sessions} granted` : sessionsInWords(sessions),
    },
    { id: 'kind', label: 'For', cell: ({ kind }) => kindOfLeave(kind).name },
    {
      id: 'asked',
      label: 'Asked',
      sortBy: ({ askedAt }) => askedAt,
      cell: (request) => (
        <>
          {longDayText(request.askedAt)} by {request.askedBy}, {aheadInWords(request)}
          {request.daysAhead < notice && request.daysAhead >= 0 && ' (short notice)'}
        </>
      ),
    },
  ]
}
