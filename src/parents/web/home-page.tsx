import { IconHome } from '@tabler/icons-react'
import { longDay } from '../../kernel/day.ts'
import { PageButton } from '../../ui/address/page-link.tsx'
import { longDayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { answerAboutReport, type FamilyChild, type FamilyReport, myFamily } from '../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'
import { Invitations } from './invitations.tsx'
import { PlansOfFamily } from './plans-of-family.tsx'
import { ReportFiles } from './report-files.tsx'
import { SchoolAsks } from './school-hard/school-asks.tsx'
import { CATEGORY_WORDS, reportWords } from './words.ts'

/** A family's first page: each child today, and what became of what was reported. */
export function Page() {
  const family = useOperation(myFamily, {}, { everySeconds: 120 })
  const now = useNow(60)
  return (
    <FamilyFrame>
      <PageHeader
        title="My children"
        lead={longDayText(now)}
        actions={
          <PageButton there={{ to: '/family/report', place: 'account' }} size="md">
            Report an absence
          </PageButton>
        }
      />
      <SchoolAsks />
      <Invitations />
      <Answered question={family}>
        {({ children, reports }) => (
          <>
            {children.length === 0 && (
              <EmptyState
                icon={IconHome}
                title="No child is shown here"
                because="The school’s records name no child for you at the moment. Please ring the school office."
              />
            )}
            <ul className={styles.cards}>
              {children.map((child) => (
                <ChildCard key={child.pupilId} child={child} />
              ))}
            </ul>
            <PlansOfFamily />
            {reports.length > 0 && (
              <Section title="What you told the school">
                <ul className={styles.cards}>
                  {reports.map((report) => (
                    <Report key={report.id} report={report} />
                  ))}
                </ul>
              </Section>
            )}
          </>
        )}
      </Answered>
    </FamilyFrame>
  )
}

function ChildCard({ child }: { readonly child: FamilyChild }) {
  const { schoolId: school, pupilId: pupil, fullName, place, today, startsOn, schoolPhone } = child
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.name}>{fullName}</h2>
        <p className={styles.quiet}>{[place, child.school].filter(Boolean).join(' · ')}</p>
      </div>
      {today !== null && (
        <div className={styles.halves}>
          {(['am', 'pm'] as const).map((half) => (
            <div key={half} className={styles.half} data-tone={today[half].tone}>
              <span className={styles.label}>{half === 'am' ? 'This morning' : 'This afternoon'}</span>
              {today[half].words}
            </div>
          ))}
        </div>
      )}
      {today === null && (
        <p className={styles.said}>
          {startsOn === null ? 'There is no school today.' : `Starts on ${longDay(startsOn)}.`}
        </p>
      )}
      <div className={styles.actions}>
        <PageButton
          variant="default"
          there={{ to: '/family/children/$school/$pupil', place: 'account', params: { school, pupil } }}
        >
          {child.name}’s year
        </PageButton>
        {schoolPhone !== '' && (
          <a className={styles.ring} href={`tel:${schoolPhone.replaceAll(' ', '')}`}>
            Ring the school
          </a>
        )}
      </div>
    </li>
  )
}

const STATES = {
  waiting: { tone: 'waiting', words: 'With the school' },
  asks: { tone: 'now', words: 'The school asks' },
  settled: { tone: 'done', words: 'Done' },
} as const

function Report({ report }: { readonly report: FamilyReport }) {
  const { tone, words } = STATES[report.state]
  const act = useAct(answerAboutReport)
  const { schoolId, pupilId, id: reportId } = report
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          {report.child}: {CATEGORY_WORDS[report.category]}
        </h3>
        <StatusPill tone={tone}>{words}</StatusPill>
      </div>
      <p className={styles.quiet}>{reportWords(report)}</p>
      <p className={report.state === 'asks' ? styles.asked : styles.outcome}>{report.outcome}</p>
      {report.state === 'asks' && (
        <AnswerForm
          label="Your answer"
          press="Send the answer"
          act={act}
          onSend={(text) => act.mutate({ params: { schoolId, pupilId, reportId }, body: { text } })}
        />
      )}
      <ReportFiles report={report} />
    </li>
  )
}
