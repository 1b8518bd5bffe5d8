import { IconEyeSearch } from '@tabler/icons-react'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listSpotChecks } from '../../contract.ts'
import styles from './checks.module.css'
import { SearchCard } from './search-card.tsx'

/** Pupils who were present at registration and are missing from lessons: who is looked for, and what checks found. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(listSpotChecks, { params: { schoolId } }, { everySeconds: 20 })
  return (
    <>
      <PageHeader
        title="Spot checks"
        lead="Pupils who were marked present and are not where they should be. No mark changes here."
        actions={<PageButton there={{ to: '/spot-checks/new' }}>New spot check</PageButton>}
      />
      <Answered question={asked}>
        {(answer) => (
          <>
            <Section
              title="Searches"
              note={
                <Freshness asOf={answer.asOf} onRefresh={() => void asked.refetch()} refreshing={asked.isFetching} />
              }
            >
              {answer.searches.length === 0 ? (
                <EmptyState
                  icon={IconEyeSearch}
                  title="Nobody is being looked for"
                  because="When a spot check misses a pupil, the search stands here until they are found, the family is told, or others look for them."
                />
              ) : (
                <div className={styles.cards}>
                  {answer.searches.map((search) => (
                    <SearchCard key={`${search.checkId} ${search.pupilId}`} search={search} />
                  ))}
                </div>
              )}
            </Section>
            <Section title="Checks of the last six weeks">
              <Checks checks={answer.checks} />
            </Section>
          </>
        )}
      </Answered>
    </>
  )
}

function Checks({ checks }: { readonly checks: Answer<typeof listSpotChecks>['checks'] }) {
  if (checks.length === 0) return <p className={styles.quiet}>No check was made in these weeks.</p>
  return (
    <ul className={styles.rows}>
      {checks.map(({ checkId, kind, day, at, place, by, expected, missing }) => (
        <li key={checkId}>
          <span>
            <strong>{place}</strong>{' '}
            <span className={styles.quiet}>
              {longDay(day)}, {timeText(at)}, {by.name}
            </span>
          </span>
          <span>{kind === 'corridor' ? `${missing} met` : `${missing} missing of ${expected}`}</span>
        </li>
      ))}
    </ul>
  )
}
