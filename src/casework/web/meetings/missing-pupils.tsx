import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { Percentage } from '../../../ui/components/percentage.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { callMeeting, caseMeetings, type showSchoolMeeting } from '../../contract.ts'
import { CallMeeting } from './call-meeting.tsx'

type Shown = Answer<typeof showSchoolMeeting>
type Missing = Shown['missing'][number]

/** Who is absent most and not on the agenda: one press puts a child with a case on it. */
export function MissingPupils({ shown }: { readonly shown: Shown }) {
  const [asking, setAsking] = useState<string>()
  return (
    <Section title="Absent most, and not on the agenda">
      <DataTable
        label="Absent most, and not on the agenda"
        noun={['pupil', 'pupils']}
        rows={shown.missing}
        rowKey={({ pupilId }) => pupilId}
        columns={columnsOf(shown, setAsking)}
        atFirst={10}
        empty={{ title: 'Nobody', because: 'Everybody who misses a tenth of their sessions or more is on the agenda.' }}
      />
      {asking !== undefined && <AskFamily caseId={asking} shown={shown} onClose={() => setAsking(undefined)} />}
    </Section>
  )
}

function columnsOf(shown: Shown, onAsk: (caseId: string) => void): readonly Column<Missing>[] {
  return [
    {
      id: 'name',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ name }) => name,
      cell: ({ pupilId, name }) => <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>,
    },
    { id: 'place', label: 'Year and group', sortBy: ({ place }) => place, cell: ({ place }) => place },
    {
      id: 'missed',
      label: 'Missed this year',
      sortBy: ({ missed, possible }) => missed / possible,
      cell: ({ missed, possible, name }) => <Percentage count={missed} of={possible} what={name} />,
    },
    {
      id: 'line',
      label: 'Line',
      cell: ({ severe }) =>
        severe ? (
          <StatusPill tone="problem">Severely absent</StatusPill>
        ) : (
          <StatusPill tone="changed">Persistently absent</StatusPill>
        ),
    },
    { id: 'lead', label: 'Who leads', cell: ({ lead }) => lead ?? 'not agreed yet' },
    {
      id: 'act',
      label: 'Do',
      onCard: 'bare',
      cell: (of) => <PutOn of={of} shown={shown} onAsk={onAsk} />,
    },
  ]
}

function PutOn({
  of,
  shown,
  onAsk,
}: {
  readonly of: Missing
  readonly shown: Shown
  readonly onAsk: (caseId: string) => void
}) {
  const schoolId = useSchoolId()
  const [ids] = useState(() => ({ key: newKey(), meetingId: newKey() }))
  const act = useAct(callMeeting)
  const { caseId, pupilId, name } = of
  const { meeting } = shown
  if (!shown.may.record) return null
  if (caseId === null) return <PageLink there={{ to: '/open-case', search: { pupilId } }}>Open a case first</PageLink>
  const put = () => {
    const { day, time, minutes, place, link, kind, guests, about } = meeting
    act.mutate({
      params: { schoolId, caseId },
      body: {
        ...ids,
        day,
        time,
        minutes,
        place,
        link,
        kind,
        about,
        invited: guests,
        replyBy: null,
        partOf: meeting.meetingId,
      },
    })
  }
  // With the authority the school speaks without the family; to a panel a family is asked.
  const withFamily = meeting.kind !== 'targeting support'
  return (
    <>
      <ProblemAlert error={act.error} />
      <Button
        size="compact-md"
        variant="default"
        loading={act.isPending}
        aria-label={`Put ${name} on the agenda`}
        onClick={() => (withFamily ? onAsk(caseId) : put())}
      >
        {withFamily ? 'Invite…' : 'Put on'}
      </Button>
    </>
  )
}

/** To a panel each family is asked for a time of its own. */
function AskFamily({
  caseId,
  shown,
  onClose,
}: {
  readonly caseId: string
  readonly shown: Shown
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const asked = useOperation(caseMeetings, { params: { schoolId, caseId } })
  return asked.data === undefined ? null : (
    <CallMeeting caseId={caseId} of={asked.data} partOf={shown.meeting} onClose={onClose} />
  )
}
