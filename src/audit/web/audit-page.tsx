import { Button, Group } from '@mantine/core'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { dayShape, personIdShape } from '../../kernel/shapes.ts'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { dayText, timeText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { CheckField, ChoiceField, DayField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listAudit } from '../contract.ts'
import styles from './audit-page.module.css'
import { factsInWords } from './facts-in-words.ts'

type Trail = Answer<typeof listAudit>
type Act = Trail['acts'][number]

const filters = z.object({
  personId: personIdShape.optional(),
  operation: z.string().optional(),
  subject: z.string().optional(),
  from: dayShape.optional(),
  to: dayShape.optional(),
  refused: z.enum(['true']).optional(),
  before: z.coerce.number().optional(),
})
type Filters = z.output<typeof filters>
type Change = (changed: Partial<Record<keyof Filters, unknown>>) => void

export function Page() {
  const schoolId = useSchoolId()
  const [search, change] = useSearchState(filters)
  const trail = useOperation(listAudit, { params: { schoolId }, querystring: search }, { keepLast: true })
  // Any other filter begins at the newest again.
  const filter: Change = (changed) => change({ before: undefined, ...changed })
  return (
    <>
      <PageHeader
        title="Audit trail"
        lead="What was done and seen at this school, the newest first. Nobody can change it, and that you looked is in it too."
      />
      <Answered question={trail}>
        {(answer) => (
          <>
            <FilterBar trail={answer} search={search} onFilter={filter} />
            <DataTable
              label="Acts"
              noun={['act', 'acts']}
              rows={answer.acts}
              rowKey={(act) => String(act.number)}
              columns={columnsFor((subject) => filter({ subject }))}
              empty={{ title: 'Nothing found', because: 'Nothing in the trail fits these filters. Clear one of them.' }}
            />
            <Group justify="space-between" mt="md">
              {search.before === undefined ? (
                <span />
              ) : (
                <Button variant="default" onClick={() => change({ before: undefined })}>
                  Back to the newest
                </Button>
              )}
              {answer.next !== undefined && (
                <Button variant="default" onClick={() => change({ before: answer.next })}>
                  Older
                </Button>
              )}
            </Group>
          </>
        )}
      </Answered>
    </>
  )
}

function FilterBar({
  trail,
  search,
  onFilter,
}: {
  readonly trail: Trail
  readonly search: Filters
  readonly onFilter: Change
}) {
  const anybody = { value: '', label: 'Anybody' }
  const anything = { value: '', label: 'Anything' }
  return (
    <search className={styles.filters} aria-label="The trail">
      <ChoiceField
        id="audit-person"
        name="personId"
        label="Who"
        value={search.personId ?? ''}
        choices={[anybody, ...trail.people.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(personId) => onFilter({ personId })}
      />
      <ChoiceField
        id="audit-operation"
        name="operation"
        label="What they did"
        value={search.operation ?? ''}
        choices={[anything, ...trail.operations.map(({ id, sentence }) => ({ value: id, label: capital(sentence) }))]}
        onChange={(operation) => onFilter({ operation })}
      />
      <DayField
        id="audit-from"
        name="from"
        label="From"
        value={search.from ?? ''}
        onChange={(from) => onFilter({ from })}
      />
      <DayField id="audit-to" name="to" label="To" value={search.to ?? ''} onChange={(to) => onFilter({ to })} />
      <CheckField
        id="audit-refused"
        name="refused"
        label="Only what was refused"
        value={search.refused === 'true'}
        onChange={(refused) => onFilter({ refused: refused ? 'true' : undefined })}
      />
      {search.subject !== undefined && (
        <Button variant="default" onClick={() => onFilter({ subject: undefined })}>
          About everybody and everything again
        </Button>
      )}
    </search>
  )
}

function columnsFor(onSubject: (subject: string) => void): readonly Column<Act>[] {
  return [
    {
      id: 'at',
      label: 'When',
      width: '11rem',
      cell: ({ at }) => (
        <time dateTime={at} className={styles.when}>
          {shortDay(at)}, {timeText(at)}
        </time>
      ),
    },
    {
      id: 'who',
      label: 'Who',
      cell: ({ person }) => (
        <div>
          {person.name}
          <div className={styles.quiet}>{person.position}</div>
        </div>
      ),
    },
    {
      id: 'what',
      label: 'What',
      onCard: 'title',
      cell: (act) => (
        <>
          {capital(act.sentence)} {act.refused && <StatusPill tone="problem">Refused</StatusPill>}
        </>
      ),
    },
    {
      id: 'about',
      label: 'About',
      isBlank: (act) => act.subject === undefined && factsInWords(act.facts) === '',
      cell: (act) => <About act={act} onSubject={onSubject} />,
    },
  ]
}

function About({ act, onSubject }: { readonly act: Act; readonly onSubject: (subject: string) => void }) {
  const words = factsInWords(act.facts)
  const { subject } = act
  if (subject === undefined && words === '') return <span className={styles.quiet}>No one person</span>
  return (
    <div>
      {subject !== undefined && (
        <button
          type="button"
          className={styles.subject}
          title="Show all that was done about the same"
          onClick={() => onSubject(subject.id)}
        >
          {subject.name ?? 'All about the same'}
        </button>
      )}
      {words !== '' && <div className={styles.quiet}>{words}</div>}
    </div>
  )
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })

function shortDay(at: string): string {
  return DAY.format(new Date(`${dayText(at)}T12:00:00`))
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
