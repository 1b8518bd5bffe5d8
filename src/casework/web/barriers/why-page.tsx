import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { exportWhyAbsent, type WhyAbsent, whyAbsent } from '../../contract.ts'
import { WhyCount } from './why-count.tsx'
import { HowItIsCounted, rowTitle } from './why-words.tsx'

const search = z.object({ term: z.string().max(60).optional() })
type Row = WhyAbsent['rows'][number]

/** The first count of why: what stands between children and school, by kind, year group and term. */
export function Page() {
  const schoolId = useSchoolId()
  const [state, change] = useSearchState(search)
  const asked = useOperation(whyAbsent, { params: { schoolId }, querystring: state }, { keepLast: true })
  const file = useFileDownload()
  const fetchIt = () => download(exportWhyAbsent, { params: { schoolId }, querystring: state })
  return (
    <>
      <PageHeader
        title="Why children are absent"
        lead="What stands between children and school, as they, their parents and the school have said it."
        actions={
          <Button variant="default" loading={file.busy} onClick={() => void file.start(fetchIt)}>
            Download as CSV
          </Button>
        }
      />
      <ProblemAlert error={file.error} />
      <Answered question={asked}>
        {(why) => (
          <>
            {why.terms.length > 1 && (
              <NativeSelect
                label="As at the end of"
                maw="16rem"
                value={why.term}
                data={why.terms.map((name, at) => ({
                  value: name,
                  label: at === why.terms.length - 1 ? `${name}: today` : name,
                }))}
                onChange={(event) => change({ term: event.currentTarget.value })}
              />
            )}
            <Whole why={why} onTerm={(term) => change({ term })} />
          </>
        )}
      </Answered>
    </>
  )
}

function Whole({ why, onTerm }: { readonly why: WhyAbsent; readonly onTerm: (term: string) => void }) {
  const none = why.rows.find(({ row }) => row === 'none')
  const [all, setAll] = useState(false)
  const kinds = why.rows.filter(({ row }) => row !== 'none')
  const told = kinds.filter(({ all: count, byTerm }) => all || count !== 0 || byTerm.some((one) => one !== 0))
  const rows = [
    ...told.toSorted((one, other) => (other.all ?? 0.5) - (one.all ?? 0.5)),
    ...(none === undefined ? [] : [none]),
  ]
  return (
    <>
      <StatCards>
        <StatCard
          label="Children with an open case"
          value={<WhyCount {...{ why }} count={why.children} what="Children with an open case" row="all" />}
        />
        <StatCard
          label="Of these, no barrier recorded yet"
          value={<WhyCount {...{ why }} count={none?.all ?? null} what="No barrier recorded yet" row="none" />}
          note="Nobody has written down why."
        />
      </StatCards>
      <Section title="By kind and year group">
        <DataTable
          label="Children by barrier and year group"
          noun={['row', 'rows']}
          rows={rows}
          rowKey={({ row }) => row}
          columns={yearColumns(why)}
          note={<Freshness asOf={why.asOf} />}
          empty={{ title: 'No open case', because: 'Nothing has been counted: no case is open at the school.' }}
        />
      </Section>
      {why.terms.length > 1 && (
        <Section title="Term by term">
          <DataTable
            label="Children by barrier and term"
            noun={['row', 'rows']}
            rows={rows}
            rowKey={({ row }) => row}
            columns={termColumns(why, onTerm)}
            empty={{ title: 'No open case', because: 'Nothing has been counted: no case is open at the school.' }}
          />
        </Section>
      )}
      {told.length < kinds.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          Show the kinds that nobody has
        </Button>
      )}
      <HowItIsCounted hides={why.hides} />
    </>
  )
}

function yearColumns(why: WhyAbsent): readonly Column<Row>[] {
  const cell = (count: number | null, row: Row['row'], yearGroup?: string) => (
    <WhyCount
      {...{ why, count, row, yearGroup }}
      what={`${rowTitle(row)}${yearGroup === undefined ? '' : `, ${yearGroup}`}`}
    />
  )
  return [
    { id: 'row', label: 'Barrier', onCard: 'title', cell: ({ row }) => rowTitle(row) },
    { id: 'all', label: 'All', align: 'end', cell: ({ row, all }) => cell(all, row) },
    ...why.yearGroups.map(
      (yearGroup, at): Column<Row> => ({
        id: yearGroup,
        label: yearGroup,
        align: 'end',
        cell: ({ row, byYear }) => cell(byYear[at] ?? null, row, yearGroup),
      }),
    ),
  ]
}

/** A term's numbers lead to that term, where they say whom they are made of. */
function termColumns(why: WhyAbsent, onTerm: (term: string) => void): readonly Column<Row>[] {
  return [
    { id: 'row', label: 'Barrier', onCard: 'title', cell: ({ row }) => rowTitle(row) },
    ...why.terms.map(
      (term, at): Column<Row> => ({
        id: term,
        label: term,
        align: 'end',
        cell: ({ row, byTerm }) => (
          <WhyCount
            {...{ why, row }}
            count={byTerm[at] ?? null}
            what={`${rowTitle(row)}, ${term}`}
            {...(term === why.term ? {} : { onOpen: () => onTerm(term) })}
          />
        ),
      }),
    ),
  ]
}
