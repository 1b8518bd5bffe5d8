import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { whoIsHere } from '../../../register/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMe } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { arriveAtGate, closeGate, type LateReason, showGate, undoAtGate } from '../../contract.ts'
import { ArrivalPad } from './arrival-pad.tsx'
import styles from './gate.module.css'
import { shownReason } from './reason-words.ts'

type GateAnswer = Answer<typeof showGate>

/** One person at the gate with a phone: each press signs in a child at that moment. */
export function Page() {
  const schoolId = useSchoolId()
  const { gateId } = usePageParams(z.object({ gateId: uuidShape() }))
  const params = { schoolId, gateId }
  const asked = useOperation(showGate, { params }, { everySeconds: 20 })
  const here = useOperation(whoIsHere, { params: { schoolId } }, { everySeconds: 60 })
  return (
    <Answered question={asked}>
      {(gate) => (
        <>
          <PageHeader
            above={<PageLink there={{ to: '/late-gate' }}>Late gate</PageLink>}
            title={gate.place}
            lead={`${gate.came === 1 ? '1 has' : `${gate.came} have`} come since ${timeText(gate.openedAt)}`}
            actions={gate.closedAt === null && <End params={params} />}
          />
          {gate.closedAt === null ? (
            <Running gate={gate} params={params} pupils={here.data?.pupils ?? []} />
          ) : (
            <Came gate={gate} undo={undefined} />
          )}
        </>
      )}
    </Answered>
  )
}

interface GateParams {
  readonly schoolId: ReturnType<typeof useSchoolId>
  readonly gateId: string
}

function End({ params }: { readonly params: GateParams }) {
  const act = useAct(closeGate)
  return (
    <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ params })}>
      End the check
    </Button>
  )
}

function Running({
  gate,
  params,
  pupils,
}: {
  readonly gate: GateAnswer
  readonly params: GateParams
  readonly pupils: Answer<typeof whoIsHere>['pupils']
}) {
  const [reason, setReason] = useState<LateReason | null>(null)
  const arrive = useAct(arriveAtGate, { onDone: () => undo.reset() })
  const undo = useAct(undoAtGate, { onDone: () => arrive.reset() })
  const press = (pupilId: PupilId) => arrive.mutate({ params, body: { key: newKey(), pupilId, reason } })
  const takeBack = (number: number) => undo.mutate({ params, body: { key: newKey(), number } })
  const came = new Set(gate.arrivals.map(({ pupilId }) => pupilId))
  return (
    <div className={styles.gate}>
      <div className={styles.last}>
        <ProblemAlert error={arrive.error ?? undo.error} />
        <output aria-live="assertive" className={styles.said}>
          {undo.data?.message ?? arrive.data?.message}
        </output>
        {arrive.data !== undefined && (
          <Button variant="default" loading={undo.isPending} onClick={() => takeBack(arrive.data.number)}>
            Undo
          </Button>
        )}
      </div>
      <Came gate={gate} undo={takeBack} />
      <ArrivalPad
        pupils={pupils.filter(({ pupilId }) => !came.has(pupilId))}
        reason={reason}
        onReason={setReason}
        pending={arrive.isPending}
        onPress={press}
      />
    </div>
  )
}

const UNDO_MS = 5 * 60_000

function Came({ gate, undo }: { readonly gate: GateAnswer; readonly undo: ((number: number) => void) | undefined }) {
  const { person } = useMe()
  if (gate.arrivals.length === 0) return null
  const mayUndo = (at: string, by: string) => by === person?.name && Date.parse(gate.asOf) - Date.parse(at) < UNDO_MS
  return (
    <Section title="Signed in here">
      <ul className={styles.rows} aria-label="Signed in here, the last first">
        {gate.arrivals.map(({ number, name, groupName, at, minutesLate, reason, by }) => (
          <li key={number}>
            <span>
              <strong>{name}</strong> <span className={styles.quiet}>{groupName}</span>
              <span className={styles.detail}>
                {timeText(at)}, {minutesLate === 1 ? '1 minute' : `${minutesLate} minutes`} late. {shownReason(reason)}
              </span>
            </span>
            {undo !== undefined && mayUndo(at, by) && (
              <Button variant="default" size="xs" aria-label={`Undo: ${name}`} onClick={() => undo(number)}>
                Undo
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
