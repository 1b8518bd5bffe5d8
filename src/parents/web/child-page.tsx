import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { type Day, longDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { type SchoolYear, schoolYearName, schoolYearOf } from '../../kernel/school-year.ts'
import type { Half } from '../../kernel/session.ts'
import { pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { newKey } from '../../ui/new-key.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { askSchool, childYear } from '../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import { ChildWeek } from './child-week.tsx'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'

const params = z.object({ school: schoolIdShape, pupil: pupilIdShape })
type Year = Answer<typeof childYear>
type SchoolDay = Year['days'][number]

/** A child's year in days and words. Days in school are the many; those that were different are listed first. */
export function Page() {
  const { school: schoolId, pupil: pupilId } = usePageParams(params)
  const year = schoolYearOf(dayText(useNow(3600)) as Day)
  const asked = useOperation(childYear, { params: { schoolId, pupilId, year } })
  return (
    <FamilyFrame>
      <PageHeader
        title={asked.data === undefined ? 'Your child’s year' : `${asked.data.child.name}’s year`}
        above={<PageLink there={{ to: '/family', place: 'account' }}>My children</PageLink>}
        lead={lead(year, asked.data)}
      />
      <Answered question={asked}>
        {(of) => (
          <>
            <dl className={styles.sums}>
              <div>
                <dt>In school</dt>
                <dd>{of.words.attended}</dd>
              </div>
              <div>
                <dt>Away</dt>
                <dd>{of.words.absent}</dd>
              </div>
              {of.absent > of.accepted && (
                <div>
                  <dt>Away without a reason that was accepted</dt>
                  <dd>{of.words.notAccepted}</dd>
                </div>
              )}
              {of.late > 0 && (
                <div>
                  <dt>Came late</dt>
                  <dd>{of.late === 1 ? 'once' : `${of.late} times`}</dd>
                </div>
              )}
            </dl>
            <ChildWeek schoolId={schoolId} pupilId={pupilId} name={of.child.name} />
            <Days days={of.days} schoolId={schoolId} pupilId={pupilId} />
          </>
        )}
      </Answered>
    </FamilyFrame>
  )
}

function lead(year: SchoolYear, of: Year | undefined): string {
  const name = schoolYearName(year)
  return of === undefined || of.until === null ? name : `${name}, up to ${longDay(of.until)}`
}

const isPlain = ({ am, pm, ahead }: SchoolDay) => !ahead && am.tone === 'in' && pm.tone === 'in'

function Days({
  days,
  ...child
}: {
  readonly days: readonly SchoolDay[]
  readonly schoolId: Year['child']['schoolId']
  readonly pupilId: Year['child']['pupilId']
}) {
  const [all, setAll] = useState(false)
  const ahead = days.filter((day) => day.ahead).reverse()
  const past = days.filter((day) => !day.ahead)
  const different = past.filter((day) => !isPlain(day))
  const shown = all ? past : different
  return (
    <>
      {ahead.length > 0 && (
        <Section title="Days to come">
          {ahead.map((day) => (
            <OneDay key={day.day} day={day} {...child} />
          ))}
        </Section>
      )}
      <Section title={all ? 'Every school day' : 'Days that were different'}>
        {shown.length === 0 && <p>In school on every day so far.</p>}
        {shown.map((day) => (
          <OneDay key={day.day} day={day} {...child} />
        ))}
        {past.length > different.length && (
          <Button variant="default" mt="sm" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show only days that were different' : 'Show every day'}
          </Button>
        )}
      </Section>
    </>
  )
}

function OneDay({
  day: { day, am, pm, ahead },
  schoolId,
  pupilId,
}: { readonly day: SchoolDay } & Omit<Parameters<typeof Days>[0], 'days'>) {
  const [asking, setAsking] = useState(false)
  const [key] = useState(newKey)
  const act = useAct(askSchool)
  // What is asked about is the half that was not like the other days.
  const half: Half = am.tone === 'in' && pm.tone !== 'in' ? 'PM' : 'AM'
  return (
    <div className={styles.day}>
      <div className={styles.head}>
        <h3 className={styles.dayName}>{longDay(day)}</h3>
        {!act.isSuccess && !ahead && (
          <Button
            variant="subtle"
            size="compact-md"
            aria-expanded={asking}
            aria-label={`Ask about it: ${longDay(day)}`}
            onClick={() => setAsking(!asking)}
          >
            Ask about it
          </Button>
        )}
      </div>
      <div className={styles.halves}>
        <div className={styles.half} data-tone={am.tone}>
          <span className={styles.label}>Morning</span>
          {am.words}
        </div>
        <div className={styles.half} data-tone={pm.tone}>
          <span className={styles.label}>Afternoon</span>
          {pm.words}
        </div>
      </div>
      {act.isSuccess && (
        <p role="status" className={styles.outcome}>
          Sent to the school office.{' '}
          <PageLink there={{ to: '/family/messages', place: 'account' }}>The answer will be under Messages.</PageLink>
        </p>
      )}
      {asking && !act.isSuccess && (
        <AnswerForm
          label="Your question to the school office"
          press="Send the question"
          act={act}
          onSend={(text) =>
            act.mutate({ params: { schoolId, pupilId }, body: { questionId: key, about: { day, half }, text } })
          }
        />
      )}
    </div>
  )
}
