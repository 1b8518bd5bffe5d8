import { NativeSelect } from '@mantine/core'
import { Suspense } from 'react'
import { z } from 'zod'
import { longDay } from '../../../kernel/day.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { schoolYearShape } from '../../../kernel/shapes.ts'
import { ExportMenu } from '../../../measures/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import {
  exportWhatHelped,
  HELPED_TABLES,
  type HelpedTable,
  REFUSED_NAMES,
  SUPPORT_KIND_NAMES,
  type WhatHelped,
  whatHelped,
} from '../../contract.ts'
import { HelpedCount, Result } from './helped-parts.tsx'
import type { HelpedKind as Kind } from './shown.ts'
import styles from './support.module.css'

const search = z.object({ year: schoolYearShape.optional() })

/** For each kind of support: whom it reached, what families said, how long they waited, and what changed. */
export function Page() {
  const schoolId = useSchoolId()
  const [state, change] = useSearchState(search)
  const asked = useOperation(whatHelped, { params: { schoolId }, querystring: state }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="What helped"
        lead="Support offered in cases: whom it reached, what families said to it, and what changed beside children who were alike and had none of its kind."
        actions={
          <Suspense>
            <ExportMenu choices={filesOf(schoolId, state)} />
          </Suspense>
        }
      />
      <Answered question={asked}>
        {(helped) => (
          <>
            {helped.years.length > 1 && (
              <NativeSelect
                label="School year"
                maw="12rem"
                mb="md"
                value={String(helped.year)}
                data={helped.years.map((year) => ({ value: String(year), label: schoolYearName(schoolYear(year)) }))}
                onChange={(event) => change({ year: schoolYear(Number(event.currentTarget.value)) })}
              />
            )}
            <Whole helped={helped} />
          </>
        )}
      </Answered>
    </>
  )
}

const TABLE_NAMES: Readonly<Record<HelpedTable, string>> = {
  supports: 'What helped',
  refusals: 'Why families refused',
  referrals: 'How long referrals waited',
}

type State = z.output<typeof search>

function filesOf(schoolId: ReturnType<typeof useSchoolId>, querystring: State) {
  const fetchIt = (table: HelpedTable, format: 'csv' | 'xlsx') => () =>
    download(exportWhatHelped, { params: { schoolId, table, format }, querystring })
  return [
    { id: 'xlsx', label: 'All of it as a spreadsheet', fetchIt: fetchIt('supports', 'xlsx') },
    ...HELPED_TABLES.map((table) => ({
      id: table,
      label: `${TABLE_NAMES[table]} as CSV`,
      fetchIt: fetchIt(table, 'csv'),
    })),
  ]
}

function Whole({ helped }: { readonly helped: WhatHelped }) {
  const mayCompare = useMay()('measures.view')
  return (
    <>
      <DataTable
        label="What helped, by kind of support"
        noun={['kind of support', 'kinds of support']}
        rows={helped.kinds}
        rowKey={({ kind }) => kind}
        columns={columnsOf(helped)}
        note={<Freshness asOf={helped.asOf} />}
        empty={{
          title: 'Nothing was offered in a case this year',
          because: 'Offer support in a case, and what came of it stands here.',
        }}
      />
      <p className={styles.words}>
        {helped.until !== null && `Marks are counted up to ${longDay(helped.until)}. `}
        {mayCompare && (
          <>
            Support for a class or a year group, such as a breakfast club for all, is compared under{' '}
            <PageLink there={{ to: '/supports' }}>Did it help?</PageLink>
          </>
        )}
      </p>
      <Refusals helped={helped} />
      <Waits helped={helped} />
      <details>
        <summary>How this is counted</summary>
        <div className={styles.words} data-plain="rule">
          <p>
            Children are counted, not offers. A yes outweighs a no to an earlier offer of the same kind. What changed is
            absence after the support began less absence before, less the same of children most like them who had no
            support of that kind: over the same sessions, in the same school year, as under “Did it help?”. They may
            have had other support, and so may those supported: it is no experiment.
          </p>
          {helped.hides && (
            <p>
              Numbers from 1 to 5, and whatever would give one away by subtracting, are hidden from readers of totals.
            </p>
          )}
          <p>Files hide such numbers whoever takes them: a file travels.</p>
        </div>
      </details>
    </>
  )
}

function columnsOf(helped: WhatHelped): readonly Column<Kind>[] {
  const count = (what: 'offered' | 'accepted' | 'refused' | 'open' | 'ran', label: string): Column<Kind> => ({
    id: what,
    label,
    align: 'end',
    sortBy: (row) => row[what] ?? -1,
    cell: (row) => <HelpedCount {...{ helped, row, what, label }} />,
  })
  return [
    {
      id: 'kind',
      label: 'Support',
      onCard: 'title',
      sortBy: ({ kind }) => SUPPORT_KIND_NAMES[kind],
      cell: ({ kind }) => SUPPORT_KIND_NAMES[kind],
    },
    count('offered', 'Offered to'),
    count('accepted', 'Yes'),
    count('refused', 'No'),
    count('open', 'No answer'),
    count('ran', 'Began with'),
    { id: 'result', label: 'What changed', cell: (row) => <Result {...{ helped, row }} /> },
  ]
}

const HIDDEN = <span className={styles.quiet}>Hidden</span>

function Refusals({ helped: { refusals } }: { readonly helped: WhatHelped }) {
  if (refusals.length === 0) return null
  return (
    <Section title="Why families refused">
      <DataTable
        label="Why families refused"
        noun={['reason', 'reasons']}
        rows={refusals}
        rowKey={({ because }) => because}
        columns={[
          { id: 'because', label: 'Reason', onCard: 'title', cell: ({ because }) => REFUSED_NAMES[because] },
          {
            id: 'children',
            label: 'Children',
            align: 'end',
            cell: ({ children }) => (children === null ? HIDDEN : <span data-plain="inside">{children}</span>),
          },
        ]}
        empty={{ title: 'Nobody refused', because: 'No family has said no to an offer this year.' }}
      />
      <p className={styles.quiet} style={{ marginTop: '0.5rem' }}>
        In their own words, each stands in its case.
      </p>
    </Section>
  )
}

function Waits({ helped: { waits } }: { readonly helped: WhatHelped }) {
  if (waits.length === 0) return null
  const number = (value: number | null, none: string) =>
    value === null ? <span className={styles.quiet}>{none}</span> : <span data-plain="inside">{value}</span>
  return (
    <Section title="How long referrals waited">
      <DataTable
        label="How long referrals waited"
        noun={['kind of service', 'kinds of service']}
        rows={waits}
        rowKey={({ kind }) => kind}
        columns={[
          { id: 'kind', label: 'Service', onCard: 'title', cell: ({ kind }) => SUPPORT_KIND_NAMES[kind] },
          { id: 'referrals', label: 'Referrals', align: 'end', cell: (row) => number(row.referrals, 'Hidden') },
          { id: 'over', label: 'Seen or declined', align: 'end', cell: (row) => number(row.over, 'Hidden') },
          {
            id: 'median',
            label: 'Days until then, the middle one',
            align: 'end',
            cell: (row) => number(row.medianDays, row.over === 0 ? 'None yet' : 'Hidden'),
          },
          {
            id: 'longest',
            label: 'Still waiting, longest, in days',
            align: 'end',
            cell: (row) =>
              number(row.longestDays, row.referrals !== null && row.referrals === row.over ? 'Nobody' : 'Hidden'),
          },
        ]}
        empty={{ title: 'No referrals', because: 'Nobody was referred this year.' }}
      />
    </Section>
  )
}
