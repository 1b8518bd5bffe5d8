import { z } from 'zod'
import { longDay } from '../../../kernel/day.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { mondayOf } from '../../../roll/contract.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { type Consideration, nationalThreshold, showConsideration } from '../../contract.ts'
import { ChildStanding, StandingPill } from '../threshold/child-standing.tsx'
import styles from './gate.module.css'
import { Questions } from './questions.tsx'

const params = z.object({ threadId: uuidShape() })

/** What is asked before a formal step about a child, and what keeps the gate shut. */
export function Page() {
  const schoolId = useSchoolId()
  const { threadId } = usePageParams(params)
  const asked = useOperation(showConsideration, { params: { schoolId, threadId } })
  return (
    <>
      {asked.data === undefined && <PageHeader title="Before a formal step" />}
      <Answered question={asked}>{(of) => <Shown of={of} />}</Answered>
    </>
  )
}

function Shown({ of }: { readonly of: Consideration }) {
  const { standing, begun, caseId, gates, evidence, today } = of
  const threshold = nationalThreshold(today) ?? { sessions: 0, schoolWeeks: 0 }
  return (
    <>
      <PageHeader
        title={`Before a formal step: ${standing?.pupil.name ?? 'a child who has left'}`}
        above={<PageLink there={{ to: '/national-threshold' }}>National threshold</PageLink>}
        lead={`Begun on ${longDay(schoolTime(begun.at).day)}: ${begun.because}`}
        actions={
          <>
            {caseId !== null && (
              <PageButton there={{ to: '/cases/$caseId', params: { caseId } }} variant="default">
                Open the case
              </PageButton>
            )}
            <PageButton
              there={{ to: '/formal-steps/$threadId/evidence-pack', params: { threadId: of.threadId } }}
              variant="default"
            >
              Evidence pack
            </PageButton>
          </>
        }
      />
      <Section title="Where it stands" card>
        <ul className={styles.rows}>
          {gates.map(({ step, open, items, closedAgain }) => (
            <li key={step} className={styles.row}>
              <strong>{step === 'notice to improve' ? 'Notice to improve' : 'Penalty notice'}</strong>
              {open ? (
                <StatusPill tone="done">Open</StatusPill>
              ) : (
                <StatusPill tone={closedAgain === null ? 'waiting' : 'problem'}>
                  {closedAgain === null ? 'Not yet' : 'Shut again'}
                </StatusPill>
              )}
              <span>{closedAgain ?? items.find(({ missing }) => missing !== null)?.missing ?? ''}</span>
            </li>
          ))}
        </ul>
        {begun.noticeId !== null && (
          <p>
            It follows on{' '}
            <PageLink there={{ to: '/notices-to-improve/$threadId', params: { threadId: begun.noticeId } }}>
              a notice to improve
            </PageLink>{' '}
            that did not bring enough: the sessions it was about count on.
          </p>
        )}
        <Notices of={of} />
      </Section>
      {standing !== null && (
        <Section title="The sessions" note={<StandingPill child={standing} of={threshold} />} card>
          <ChildStanding child={standing} weeks={weeksOf(standing)} of={threshold} />
        </Section>
      )}
      <Section title="Support in the case" note={<span data-plain="list">{evidence.length}</span>} card>
        {evidence.length === 0 ? (
          <p className={styles.quiet}>The case holds no support that was offered, and no plan.</p>
        ) : (
          <ul className={styles.lines}>
            {evidence.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </Section>
      <Questions of={of} />
    </>
  )
}

/** The weeks in which there are sessions: here the others say nothing. */
function weeksOf({ now }: NonNullable<Consideration['standing']>) {
  return [...new Set(now.map(({ day }) => mondayOf(day)))]
}

/** What came of it, and to whom a notice may be built now: each parent has their own. */
function Notices({ of }: { readonly of: Consideration }) {
  const { notices, gates, parents, threadId, may } = of
  const improve = gates.find(({ step }) => step === 'notice to improve')?.open === true
  const penalty = gates.find(({ step }) => step === 'penalty notice')?.open === true
  const improving = notices.filter(({ kind }) => kind === 'notice to improve')
  const left = parents.filter(({ name }) => !improving.some(({ to }) => to === name))
  return (
    <>
      {notices.length > 0 && (
        <ul className={styles.rows}>
          {notices.map((one) => (
            <li key={one.threadId} className={styles.row}>
              <PageLink
                there={{
                  to: one.kind === 'notice to improve' ? '/notices-to-improve/$threadId' : '/penalty-notices/$threadId',
                  params: { threadId: one.threadId },
                }}
              >
                {`${one.kind.charAt(0).toUpperCase()}${one.kind.slice(1)} to ${one.to}`}
              </PageLink>
              <span className={styles.quiet}>{one.state}</span>
            </li>
          ))}
        </ul>
      )}
      {improve && may.prepare && (
        <ul className={styles.rows}>
          {left.map(({ id, name, relationship, because, ask, notTold }) => (
            <li key={id} className={styles.row}>
              {notTold === null ? (
                <PageLink
                  there={{ to: '/considerations/$threadId/improve/$contactId', params: { threadId, contactId: id } }}
                >
                  Build a notice to improve to {name}
                </PageLink>
              ) : (
                <span>{name}</span>
              )}
              <span className={styles.quiet}>
                {relationship}. {because}.
              </span>
              {notTold !== null && <StatusPill tone="problem">{notTold}</StatusPill>}
              {notTold === null && ask !== null && (
                <StatusPill tone="waiting">Say why they are a parent in law</StatusPill>
              )}
            </li>
          ))}
        </ul>
      )}
      {penalty && may.prepare && (
        <p>
          <PageLink there={{ to: '/penalty-requests/$considerationId', params: { considerationId: threadId } }}>
            Ask for a penalty notice
          </PageLink>
        </p>
      )}
    </>
  )
}
