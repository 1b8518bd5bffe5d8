import { Button, NativeSelect } from '@mantine/core'
import { z } from 'zod'
import { useSearchState } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { EXPORT_FORMATS, type ExportFormat, type SideBySide } from '../../contract.ts'
import styles from '../cohorts/cohorts.module.css'
import { ExportMenu } from '../export/export-menu.tsx'
import { SchoolsTable } from './schools-table.tsx'
import { SumsTable } from './sums-table.tsx'

const FORMAT_NAMES = { pdf: 'This page as a PDF', xlsx: 'Spreadsheet (XLSX)', csv: 'Schools as CSV' } as const
const search = z.object({ term: z.string().max(60).optional() })

export type TermAsked = z.output<typeof search>

/** Which term of the year is asked for, as it stands in the address; the year so far where none. */
export function useTerm() {
  return useSearchState(search)
}

/** The schools of a trust or an authority side by side, each beside schools of its own phase in the country, and added up. */
export function SchoolsSideBySide({
  of,
  question,
  asked,
  onChange,
  fetchFile,
}: {
  /** The name of the trust or the authority. */
  readonly of: string
  readonly question: Parameters<typeof Answered<SideBySide>>[0]['question']
  readonly asked: TermAsked
  readonly onChange: (change: TermAsked) => void
  readonly fetchFile: (
    format: ExportFormat,
  ) => ReturnType<Parameters<typeof ExportMenu>[0]['choices'][number]['fetchIt']>
}) {
  return (
    <>
      <PageHeader
        title="Schools side by side"
        lead={`The schools of ${of} that keep their registers here, each beside England’s schools of its phase, and all added up. No single pupil is shown.`}
        actions={
          <ExportMenu
            choices={[...EXPORT_FORMATS].reverse().map((format) => ({
              id: format,
              label: FORMAT_NAMES[format],
              fetchIt: () => fetchFile(format),
            }))}
          />
        }
      />
      <Answered question={question}>
        {(answer) => (
          <>
            <WhichTerm terms={answer.terms} asked={asked} onChange={onChange} />
            <SchoolsTable
              answer={answer}
              note={
                <Freshness
                  asOf={answer.asOf}
                  onRefresh={() => void question.refetch()}
                  refreshing={question.isFetching}
                />
              }
            />
            <Without schools={answer.without} period={answer.period} />
            <p className={styles.quiet}>
              Schools of different phases differ for reasons of age and need: set each beside England’s rate of its own
              phase (whole year, daily collection), not beside each other’s.
            </p>
            {answer.schools.length > 1 && (
              <Section title="Added up">
                <SumsTable answer={answer} />
              </Section>
            )}
          </>
        )}
      </Answered>
    </>
  )
}

function WhichTerm({
  terms,
  asked,
  onChange,
}: {
  readonly terms: readonly string[]
  readonly asked: TermAsked
  readonly onChange: (change: TermAsked) => void
}) {
  const { term } = asked
  if (term !== undefined && !terms.includes(term))
    return (
      <EmptyState
        title="There is no such term"
        because={`No term called “${term}” has begun at any of these schools in this school year, so there are no figures of it.`}
        action={
          <Button variant="default" onClick={() => onChange({ term: undefined })}>
            Show the year so far
          </Button>
        }
      />
    )
  return (
    <NativeSelect
      className="no-print"
      label="Days"
      value={asked.term ?? ''}
      data={[{ value: '', label: 'The year so far' }, ...terms.map((name) => ({ value: name, label: name }))]}
      onChange={(event) => onChange({ term: event.currentTarget.value || undefined })}
      maw="16rem"
      mb="md"
    />
  )
}

function Without({ schools, period }: { readonly schools: SideBySide['without']; readonly period: string }) {
  if (schools.length === 0) return null
  return (
    <p className={styles.quiet}>
      Without figures: {schools.map(({ name }) => name).join(', ')}. No register of theirs has closed in these days (
      {period}), so they are in no sum.
    </p>
  )
}
