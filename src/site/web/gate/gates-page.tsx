import { Button, Stack } from '@mantine/core'
import { IconWalk } from '@tabler/icons-react'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageButton, PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { type GateShown, listGates, openGate } from '../../contract.ts'
import styles from './gate.module.css'
import { shownReason } from './reason-words.ts'

/** Late gate checks: begin one, go back to one, and what they came to. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(listGates, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Late gate"
        lead="Stand at the gate with your phone, greet whoever comes late, and sign them in with one press."
        actions={
          <PageButton variant="default" there={{ to: '/late-desk' }}>
            Late desk
          </PageButton>
        }
      />
      <Begin />
      <Answered question={asked}>{(answer) => <Checks answer={answer} />}</Answered>
    </>
  )
}

function Begin() {
  const schoolId = useSchoolId()
  const go = useGo()
  const [key] = useState(newKey)
  const act = useAct(openGate, { onDone: ({ gateId }) => go({ to: '/late-gate/$gateId', params: { gateId } }) })
  const fields = useFields({ place: 'Main gate' }, act.error)
  return (
    <form
      className={styles.begin}
      onSubmit={fields.submit(({ place }) => act.mutate({ params: { schoolId }, body: { key, place } }))}
    >
      <Stack gap="sm">
        <ProblemAlert error={act.error} />
        <TextField label="Where you stand" width={30} {...fields.bind('place')} />
        <Button type="submit" size="md" loading={act.isPending}>
          Begin a check
        </Button>
      </Stack>
    </form>
  )
}

function Checks({ answer: { gates, reasons, again, asOf } }: { readonly answer: Answer<typeof listGates> }) {
  const today = gates.filter(({ day, closedAt }) => closedAt === null && asOf.startsWith(day))
  const over = gates.filter((gate) => !today.includes(gate))
  if (gates.length === 0)
    return (
      <EmptyState
        icon={IconWalk}
        title="No check in the last six weeks"
        because="Each check is listed here, with who came and why."
      />
    )
  return (
    <>
      {today.length > 0 && (
        <Section title="Under way">
          <ul className={styles.gates}>
            {today.map((gate) => (
              <li key={gate.gateId}>
                <Line gate={gate} />
                <PageButton there={{ to: '/late-gate/$gateId', params: { gateId: gate.gateId } }}>Go on</PageButton>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <div className={styles.counted}>
        <Section title="Why they were late" note="last six weeks">
          <Counted
            rows={reasons.map(({ reason, times }) => ({ words: shownReason(reason), times }))}
            none="Nobody came."
          />
        </Section>
        <Section title="Met more than once" note="last six weeks">
          <ul className={styles.rows}>
            {again.length === 0 && <li className={styles.quiet}>Nobody.</li>}
            {again.map(({ pupilId, name, groupName, times }) => (
              <li key={pupilId}>
                <span>
                  <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>{' '}
                  <span className={styles.quiet}>{groupName}</span>
                </span>
                <span>{times} checks</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      {over.length > 0 && (
        <Section title="Earlier">
          <ul className={styles.gates}>
            {over.map((gate) => (
              <li key={gate.gateId}>
                <Line gate={gate} />
                <PageLink there={{ to: '/late-gate/$gateId', params: { gateId: gate.gateId } }}>Who came</PageLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Line({ gate }: { readonly gate: GateShown }) {
  const { day, place, openedAt, openedBy, closedAt, came, minutesLate } = gate
  const until = closedAt === null ? '' : ` to ${timeText(closedAt)}`
  return (
    <span>
      <strong>{came === 1 ? '1 came late' : `${came} came late`}</strong>
      {came > 0 && `, ${minutesLate} minutes in all`}
      <span className={styles.quiet}>
        {' '}
        {longDay(day)}, {timeText(openedAt)}
        {until}, {place}, {openedBy}
      </span>
    </span>
  )
}

function Counted({
  rows,
  none,
}: {
  readonly rows: readonly { words: string; times: number }[]
  readonly none: string
}) {
  return (
    <ul className={styles.rows}>
      {rows.length === 0 && <li className={styles.quiet}>{none}</li>}
      {rows.map(({ words, times }) => (
        <li key={words}>
          <span>{words}</span>
          <span>{times}</span>
        </li>
      ))}
    </ul>
  )
}
