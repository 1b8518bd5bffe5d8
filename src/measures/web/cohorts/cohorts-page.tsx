import { Button } from '@mantine/core'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { schoolCohorts } from '../../contract.ts'
import { isGivenFor } from '../../rules/definitions/fewest-weeks.ts'
import { Figure } from '../asked/figure.tsx'
import { FilterBar } from '../asked/filter-bar.tsx'
import { NotGiven } from '../asked/not-given.tsx'
import { type AskedText, type ChangeAsked, useAsked } from '../asked/use-asked.ts'
import { BesideEngland } from '../benchmarks/beside-england.tsx'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
import { Beside } from '../totals/beside.tsx'
import { CohortTable, type ShowFigure } from './cohort-table.tsx'
import styles from './cohorts.module.css'
import { narrowedToCohort } from './narrowed-to-cohort.ts'
import { SavedGroups } from './saved-groups.tsx'

type Cohorts = Answer<typeof schoolCohorts>

/** Each group of pupils beside everybody else. */
export function Page() {
  const schoolId = useSchoolId()
  const [asked, change] = useAsked()
  const question = useOperation(schoolCohorts, { params: { schoolId }, querystring: asked }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="Groups of pupils"
        lead="Each group beside everybody else. Groups of 1 to 5 pupils are hidden, and whatever would give them away."
        actions={<ExportFiguresMenu asked={asked} page="groups" tables={[{ table: 'groups', name: 'Groups' }]} />}
      />
      <FilterBar asked={asked} onChange={change} />
      <Answered question={question}>
        {(answer) => (
          <div aria-busy={question.isPlaceholderData}>
            <p className={styles.lead}>
              Counts to {longDay(answer.until.day)}, {answer.until.half === 'AM' ? 'morning' : 'afternoon'}.{' '}
              <Freshness
                asOf={answer.asOf}
                onRefresh={() => void question.refetch()}
                refreshing={question.isFetching}
              />
            </p>
            <Groups asked={asked} answer={answer} onChange={change} />
          </div>
        )}
      </Answered>
      <BesideEngland asked={asked} groups />
      <SavedGroups asked={asked} />
    </>
  )
}

interface GroupsAsked {
  readonly asked: AskedText
  readonly answer: Cohorts
  readonly onChange: ChangeAsked
}

function Groups({ asked, answer, onChange }: GroupsAsked) {
  const { all, divisions, targets, benchmarks, on, schoolWeeks } = answer
  if (all === null)
    return (
      <EmptyState
        title="Too few pupils to show"
        because="This part of the school, or what it leaves of the school, is fewer than six pupils: figures of it would be figures of each of them. Ask about a larger part, or look at the pupils themselves."
      />
    )
  if (all.sessions.possible === 0)
    return <EmptyState title="No possible session" because="Nobody asked about has a mark that counts in these days." />
  const show: ShowFigure = ({ division, cohort, figure, what, count, of }) => {
    const narrowed = division === 'all' ? asked : narrowedToCohort(asked, division, cohort)
    const look = figure === 'pupils' ? 'count' : 'short'
    if (!isGivenFor(figure, schoolWeeks)) return <NotGiven />
    return <Figure why={{ ...narrowed, on, figure }} {...{ count, of, what, look }} />
  }
  return (
    <>
      <Section title="Beside the school’s targets">
        <Beside
          name="Asked about"
          country={false}
          {...{ all, targets, benchmarks }}
          show={({ figure, count, of, what }) =>
            isGivenFor(figure, schoolWeeks) ? (
              <Figure why={{ ...asked, on, figure }} count={count} of={of} what={what} look="short" />
            ) : (
              <NotGiven />
            )
          }
          standing={answer}
        />
      </Section>
      <Section title="Beside everybody else" note={<HowFinely {...{ asked, answer, onChange }} />}>
        <CohortTable all={all} divisions={divisions} show={show} standing={answer} />
      </Section>
    </>
  )
}

/** Ethnicity by DfE's major groups, or by the categories of the school census. */
function HowFinely({ asked, answer, onChange }: GroupsAsked) {
  if (!answer.divisions.some(({ id }) => id === 'ethnicity')) return null
  const finely = asked.ethnicGroups === 'detailed'
  return (
    <Button
      size="xs"
      variant="default"
      className="no-print"
      onClick={() => onChange({ ethnicGroups: finely ? undefined : 'detailed' })}
    >
      {finely ? 'Ethnicity by major group' : 'Ethnicity by category'}
    </Button>
  )
}
