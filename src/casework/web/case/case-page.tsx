import { Button, Group } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { PupilAbsence } from '../../../measures/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { atCase, showCase } from '../../contract.ts'
import styles from '../cases.module.css'
import { Review, yearAndGroup } from '../words.tsx'
import { CaseParts } from './case-parts.tsx'
import { KeepDialog } from './keep-dialog.tsx'
import { MoveDialog, type MoveKind } from './move-dialog.tsx'
import { StageStrip } from './stage-strip.tsx'

type Shown = Answer<typeof showCase>

const params = atCase.pick({ caseId: true })

/** One case: the child, where it stands, what each part of the work has to say, and everything that happened. */
export function Page() {
  const schoolId = useSchoolId()
  const { caseId } = usePageParams(params)
  const asked = useOperation(showCase, { params: { schoolId, caseId } })
  return (
    <>
      {asked.data === undefined && <PageHeader title="Case" />}
      <Answered question={asked}>{(shown) => <Case shown={shown} />}</Answered>
    </>
  )
}

function Case({ shown }: { readonly shown: Shown }) {
  const { child, state } = shown
  return (
    <>
      <PageHeader
        title={child.name}
        above={<PageLink there={{ to: '/cases' }}>Cases</PageLink>}
        lead={`${yearAndGroup(child)}. ${state.because}`}
        actions={<Acts shown={shown} />}
      />
      <Standing shown={shown} />
      <StageStrip stage={state.stage} closed={state.status === 'closed'} />
      <CaseParts shown={shown} />
    </>
  )
}

/** Attendance, owner and review in one line. */
function Standing({ shown }: { readonly shown: Shown }) {
  const { child, sessions, severe, state, may, today } = shown
  const [doing, setDoing] = useState<'owner' | 'review'>()
  const open = state.status === 'open' && may.record
  return (
    <>
      <dl className={styles.standing}>
        <div>
          <dt>Absence this year</dt>
          <dd>
            {sessions === null ? (
              'No register has closed'
            ) : (
              <Suspense fallback={null}>
                <PupilAbsence
                  pupilId={child.id}
                  name={child.name}
                  absent={sessions.possible - sessions.attended}
                  possible={sessions.possible}
                />
              </Suspense>
            )}{' '}
            {severe && <StatusPill tone="problem">Severely absent</StatusPill>}
          </dd>
        </div>
        <div>
          <dt>Case lead</dt>
          <dd>
            {state.owner?.name ?? 'Nobody yet'}{' '}
            {open && <Change what="who leads it" onClick={() => setDoing('owner')} />}
          </dd>
        </div>
        {state.status === 'open' && (
          <div>
            <dt>Looked at again by</dt>
            <dd>
              <Review day={state.review} today={today} />{' '}
              {open && <Change what="the day of the review" onClick={() => setDoing('review')} />}
            </dd>
          </div>
        )}
        <div>
          <dt>The child</dt>
          <dd>
            <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: child.id } }}>Marks and contacts</PageLink>
          </dd>
        </div>
      </dl>
      {doing !== undefined && <KeepDialog what={doing} shown={shown} onClose={() => setDoing(undefined)} />}
    </>
  )
}

function Change({ what, onClick }: { readonly what: string; readonly onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      Change<span className="visually-hidden"> {what}</span>
    </Button>
  )
}

function Acts({ shown }: { readonly shown: Shown }) {
  const { state, may } = shown
  const [doing, setDoing] = useState<MoveKind>()
  if (!may.record) return null
  const act = (kind: MoveKind, label: string) => (
    <Button variant="default" onClick={() => setDoing(kind)}>
      {label}
    </Button>
  )
  return (
    <Group gap="xs" className="no-print">
      {state.status === 'closed' ? (
        act('reopen', 'Open again')
      ) : (
        <>
          {state.stage !== 'enforce' && act('escalate', 'Move up')}
          {state.stage !== 'expect' && act('step down', 'Step down')}
          {may.decide && act('close', 'Close')}
        </>
      )}
      {doing !== undefined && <MoveDialog kind={doing} shown={shown} onClose={() => setDoing(undefined)} />}
    </Group>
  )
}
