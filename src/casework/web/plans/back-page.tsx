import { Button, Modal } from '@mantine/core'
import { IconSunrise } from '@tabler/icons-react'
import { useState } from 'react'
import { type Day, longDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { NumberField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { type BackAtSchool, listBack, setLongAbsence } from '../../contract.ts'
import { MetForm } from './met-back.tsx'
import styles from './plans.module.css'

/** Who is back after a long absence, and who may be back today: a tutor’s own groups, or the school. */
export function Page() {
  const schoolId = useSchoolId()
  const mayDecide = useMay()('casework.decide')
  const asked = useOperation(listBack, { params: { schoolId } }, { everySeconds: 120 })
  const [meeting, setMeeting] = useState<BackAtSchool>()
  return (
    <>
      <PageHeader
        title="Back at school"
        lead="A first day back after a long absence is met: a greeting, the work that was missed, an adult to go to."
      />
      <Answered question={asked}>
        {({ back, long, today }) => (
          <>
            {back.length === 0 && (
              <EmptyState
                icon={IconSunrise}
                title="Nobody is back after a long absence"
                because={`Pupils stand here on their first days back after ${long} school days away or more.`}
              />
            )}
            {GROUPS.map(({ title, has }) => {
              const some = back.filter((one) => has(one, today)).toSorted(byDay)
              return (
                some.length > 0 && (
                  <Section key={title} title={`${title} (${some.length})`}>
                    <div className={styles.short}>
                      {some.map((one) => (
                        <One key={one.pupil.id} back={one} today={today} onMeet={() => setMeeting(one)} />
                      ))}
                    </div>
                  </Section>
                )
              )
            })}
            {mayDecide && <LongAbsence key={long} days={long} />}
          </>
        )}
      </Answered>
      <Modal
        opened={meeting !== undefined}
        onClose={() => setMeeting(undefined)}
        title={`${meeting?.pupil.name ?? ''}: first day back`}
        closeButtonProps={{ 'aria-label': 'Close without ticking off' }}
      >
        {meeting !== undefined && <MetForm back={meeting} onDone={() => setMeeting(undefined)} />}
      </Modal>
    </>
  )
}

/** Whose first day back is still going on comes first; then whoever was missed on an earlier one. */
const GROUPS: readonly { readonly title: string; readonly has: (one: BackAtSchool, today: Day) => boolean }[] = [
  { title: 'Back today', has: ({ met, here, day }, today) => met === null && here && day >= today },
  {
    title: 'Back since an earlier day, and met by nobody',
    has: (one, today) => one.met === null && one.here && one.day < today,
  },
  { title: 'May be back today', has: ({ met, here }) => met === null && !here },
  { title: 'Met', has: ({ met }) => met !== null },
]

/** The latest day first, and on one day by name as they come. */
function byDay(one: BackAtSchool, other: BackAtSchool): number {
  return other.day.localeCompare(one.day)
}

function One({
  back,
  today,
  onMeet,
}: {
  readonly back: BackAtSchool
  readonly today: Day
  readonly onMeet: () => void
}) {
  const { pupil, day, away, here, met, hasPassport } = back
  return (
    <article className={styles.plan} aria-label={pupil.name}>
      <div className={styles.head}>
        <div>
          <h3 className={styles.title}>
            <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
          </h3>
          <p className={styles.quiet}>
            {[pupil.group, `${away} school days away`, here ? `back on ${longDay(day)}` : 'may be back today']
              .filter(Boolean)
              .join(' · ')}
            {hasPassport && ' · has an attendance passport'}
          </p>
        </div>
        <div className={styles.signature}>
          {met !== null ? (
            <StatusPill tone="done">Met by {met.by.name}</StatusPill>
          ) : (
            <Waits here={here} late={day < today} />
          )}
          {met === null && here && (
            <Button size="xs" variant="default" onClick={onMeet}>
              Tick off<span className="visually-hidden"> the first day back of {pupil.name}</span>
            </Button>
          )}
        </div>
      </div>
      {met !== null && met.words !== '' && <p>“{met.words}”</p>}
      {met !== null && met.adult !== '' && <p>Adult to go to: {met.adult}</p>}
    </article>
  )
}

/** Whoever was back on an earlier day and was met by nobody is late to be met: the first day back is over. */
function Waits({ here, late }: { readonly here: boolean; readonly late: boolean }) {
  if (!here) return <StatusPill tone="waiting">Not marked yet</StatusPill>
  return late ? <StatusPill tone="problem">To be met, late</StatusPill> : <StatusPill tone="now">To be met</StatusPill>
}

/** After how many days away a pupil is met: the head’s or the champion’s to set. */
function LongAbsence({ days }: { readonly days: number }) {
  const schoolId = useSchoolId()
  const [typed, setTyped] = useState<number | undefined>(days)
  const set = useAct(setLongAbsence)
  return (
    <form
      className={styles.acts}
      style={{ alignItems: 'end', marginTop: '2rem' }}
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== undefined) set.mutate({ params: { schoolId }, body: { days: typed } })
      }}
    >
      <NumberField
        id="long-absence"
        name="days"
        label="Long is"
        hint="Firstbell’s own number is 5; no law sets one."
        unit="school days"
        min={2}
        max={60}
        value={typed}
        onChange={setTyped}
      />
      <Button type="submit" variant="default" loading={set.isPending} disabled={typed === days}>
        Set
      </Button>
      <ProblemAlert error={set.error} />
    </form>
  )
}
