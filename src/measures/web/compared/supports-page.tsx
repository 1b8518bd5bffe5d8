import { Button } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listSupports, type Support, supportResult } from '../../contract.ts'
import styles from '../behind/behind.module.css'
import { sessionText } from '../behind/mark-sessions.tsx'
import { RecordSupport } from './record-support.tsx'

/** Supports that the school has recorded, to ask of each whether it helped. */
export function Page() {
  const schoolId = useSchoolId()
  const mayRecord = useMay()('measures.record')
  const go = useGo()
  const [recording, setRecording] = useState(false)
  const supports = useOperation(listSupports, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Did it help?"
        lead="Record what you do for pupils and from which day. Later this page sets their absence before and after beside pupils who were alike and had no support."
        actions={mayRecord && <Button onClick={() => setRecording(true)}>Record a support</Button>}
      />
      <Answered question={supports}>
        {(answer) => (
          <DataTable
            label="Supports"
            noun={['support', 'supports']}
            rows={answer.supports}
            rowKey={({ id }) => id}
            columns={columnsOf(new Set(answer.supports.slice(0, MOST_ASKED).map(({ id }) => id)))}
            empty={{
              title: 'No support recorded yet',
              because:
                'A breakfast club, a mentor, a change of timetable: record it on the day it begins, and whether it helped can be asked after four weeks.',
            }}
          />
        )}
      </Answered>
      <RecordSupport
        opened={recording}
        onClose={() => setRecording(false)}
        onRecorded={(supportId) => go({ to: '/supports/$supportId', params: { supportId } })}
      />
    </>
  )
}

/** For whom a support is: "6 pupils", "Year 7, girls". */
export function forWhom({ pupils, part }: Pick<Support, 'pupils' | 'part'>): string {
  if (pupils === null) return part ?? ''
  return pupils === 1 ? '1 pupil' : `${pupils} pupils`
}

/** So many results are asked for as the page opens, those of the supports that began last; the others on their own pages. */
const MOST_ASKED = 40

/** What came of it so far, asked for one by one: each is a comparison of its own. */
function ResultLine({ supportId, isAsked }: { readonly supportId: string; readonly isAsked: boolean }) {
  const schoolId = useSchoolId()
  const result = useOperation(supportResult, { params: { schoolId, supportId } }, { when: isAsked })
  if (!isAsked)
    return <PageLink there={{ to: '/supports/$supportId', params: { supportId } }}>Open to compare</PageLink>
  if (result.error !== null) return <span className={styles.quiet}>Could not be compared; open it to try again</span>
  if (result.data === undefined) return <span className={styles.quiet}>Comparing…</span>
  const { line, compared, supported, until } = result.data
  // The support's own page has what each of these numbers was computed from.
  return (
    <PageLink there={{ to: '/supports/$supportId', params: { supportId } }}>
      {line}
      {until !== null && (
        <span className={styles.below}>
          {compared} of {supported} compared, to {sessionText(until)}
        </span>
      )}
    </PageLink>
  )
}

/** The pupils whom it was recorded for; the support's own page names them. */
function ForWhom({ of }: { readonly of: Support }) {
  if (of.pupils === null) return forWhom(of)
  return (
    <PageLink there={{ to: '/supports/$supportId', params: { supportId: of.id } }}>
      {forWhom(of)}
      <span className="visually-hidden"> of {of.name}, by name</span>
    </PageLink>
  )
}

const columnsOf = (asked: ReadonlySet<string>): readonly Column<Support>[] => [
  {
    id: 'name',
    label: 'Support',
    onCard: 'title',
    sortBy: ({ name }) => name,
    cell: ({ id, name }) => (
      <PageLink there={{ to: '/supports/$supportId', params: { supportId: id } }}>{name}</PageLink>
    ),
  },
  { id: 'whom', label: 'For', cell: (support) => <ForWhom of={support} /> },
  { id: 'result', label: 'Did it help?', cell: ({ id }) => <ResultLine supportId={id} isAsked={asked.has(id)} /> },
  { id: 'from', label: 'From', sortBy: ({ from }) => from, cell: ({ from }) => longDay(from) },
  { id: 'to', label: 'Until', cell: ({ to }) => (to === null ? 'goes on' : longDay(to)) },
  {
    id: 'recorded',
    label: 'Recorded by',
    cell: ({ recorded: { name, position } }) => (
      <>
        {name} <span className={styles.quiet}>{position}</span>
      </>
    ),
  },
]
