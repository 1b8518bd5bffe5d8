import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { ProblemError } from '../../../ui/problem.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { type Defined, schoolDefinitions } from '../../contract.ts'
import type { ScopeFigure } from '../../rules/definitions/scopes.ts'
import { FilterBar } from '../asked/filter-bar.tsx'
import { type AskedText, useAsked } from '../asked/use-asked.ts'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
import { DefinedFigure, EnrolmentsCounted } from './defined-figure.tsx'
import { DefinitionInWords } from './definition-in-words.tsx'
import styles from './definitions.module.css'

type Definitions = Answer<typeof schoolDefinitions>

/** The same school under every named definition, and why they differ. */
export function Page() {
  const schoolId = useSchoolId()
  const [asked, change] = useAsked()
  const question = useOperation(schoolDefinitions, { params: { schoolId }, querystring: asked }, { keepLast: true })
  const nothingYet = question.error instanceof ProblemError && question.error.code === 'measures.no-such-days'
  return (
    <>
      <PageHeader
        title="Definitions"
        lead="One school, several right answers: DfE’s tool, its publications, the census and a term count other days and other pupils."
        actions={
          <ExportFiguresMenu
            asked={asked}
            page="definitions"
            tables={[{ table: 'definitions', name: 'Definitions' }]}
          />
        }
      />
      <FilterBar asAt asked={asked} onChange={change} note={question.data && <Until answer={question.data} />} />
      {nothingYet ? (
        <EmptyState title="Nothing to count yet" because="No register of these days has closed. Choose earlier days." />
      ) : (
        <Answered question={question}>{(answer) => <SideBySide asked={asked} answer={answer} />}</Answered>
      )}
    </>
  )
}

function Until({ answer: { until } }: { readonly answer: Definitions }) {
  const half = until.half === 'AM' ? 'morning' : 'afternoon'
  return (
    <>
      Counted to {longDay(until.day)}, {half}. Each definition begins on its own day.
    </>
  )
}

const COLUMNS: readonly { readonly figure: ScopeFigure; readonly label: string }[] = [
  { figure: 'attendance', label: 'Attendance' },
  { figure: 'absence', label: 'Absence' },
  { figure: 'authorised', label: 'Authorised' },
  { figure: 'unauthorised', label: 'Unauthorised' },
  { figure: 'late', label: 'Late' },
  { figure: 'persistent', label: 'Persistently absent' },
  { figure: 'severe', label: 'Severely absent' },
]

function SideBySide({ asked, answer }: { readonly asked: AskedText; readonly answer: Definitions }) {
  const { definitions, on } = answer
  const columns: readonly Column<Defined>[] = [
    {
      id: 'title',
      label: 'Definition',
      onCard: 'title',
      width: '15rem',
      cell: (defined) => <Title defined={defined} />,
    },
    ...COLUMNS.map(
      ({ figure, label }): Column<Defined> => ({
        id: figure,
        label,
        align: 'end',
        isBlank: ({ counted }) => counted === null,
        cell: (defined) => <DefinedFigure {...{ asked, on, defined, figure }} />,
      }),
    ),
    {
      id: 'enrolments',
      label: 'Enrolments',
      align: 'end',
      isBlank: ({ counted }) => counted === null,
      cell: (defined) => <EnrolmentsCounted asked={asked} on={on} defined={defined} />,
    },
  ]
  return (
    <>
      <Section title="Side by side">
        <DataTable
          label="The school under every definition"
          noun={['definition', 'definitions']}
          rows={definitions}
          rowKey={({ id }) => id}
          columns={columns}
          empty={{ title: 'No definitions', because: 'There is nothing to count.' }}
        />
      </Section>
      <Section title="What each counts, and why it differs">
        {definitions.map((defined) => (
          <DefinitionInWords key={defined.id} defined={defined} />
        ))}
      </Section>
    </>
  )
}

function Title({ defined: { title, counted } }: { readonly defined: Defined }) {
  return (
    <div className={styles.first}>
      {title}
      <div className={styles.days}>
        {counted === null
          ? 'Not begun'
          : `${shortDay(counted.from)} to ${shortDay(counted.until.day)}${counted.isComplete ? '' : ', so far'}`}
      </div>
    </div>
  )
}
