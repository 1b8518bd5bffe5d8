import { Button } from '@mantine/core'
import { useState } from 'react'
import { longDay, shortDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listTimetables, type PartTimeTimetable } from '../../contract.ts'
import { AgreeTimetable } from './agree-timetable.tsx'
import { TimetableActs } from './timetable-acts.tsx'

/** Part-time timetables, those to be reviewed first. */
export function Page() {
  const schoolId = useSchoolId()
  const mayAgree = useMay()('leave.decide')
  const [agreeing, setAgreeing] = useState(false)
  const timetables = useOperation(listTimetables, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Part-time timetables"
        lead="For exceptional circumstances only, agreed with a parent, with agreed times, a review and an end. The head records them."
        actions={mayAgree && <Button onClick={() => setAgreeing(true)}>Record an agreement</Button>}
      />
      <Answered question={timetables}>
        {(answer) => (
          <DataTable
            label="Part-time timetables"
            noun={['timetable', 'timetables']}
            rows={answer.timetables}
            rowKey={({ id }) => id}
            columns={COLUMNS}
            empty={{
              title: 'No agreement is recorded',
              because:
                'An agreement that the head records stands here until it ends. Marks C2 without one, such as those of another system, stand under Planned absences alone: record what was agreed.',
            }}
          />
        )}
      </Answered>
      <AgreeTimetable opened={agreeing} onClose={() => setAgreeing(false)} />
    </>
  )
}

const TONES: Readonly<Record<PartTimeTimetable['state'], StatusTone>> = {
  'to be reviewed': 'now',
  running: 'waiting',
  'to come': 'quiet',
  over: 'done',
  ended: 'done',
}
const STATES: Readonly<Record<PartTimeTimetable['state'], string>> = {
  'to be reviewed': 'To be reviewed',
  running: 'Running',
  'to come': 'To come',
  over: 'Over',
  ended: 'Ended early',
}

const COLUMNS: readonly Column<PartTimeTimetable>[] = [
  {
    id: 'pupil',
    label: 'Pupil',
    onCard: 'title',
    sortBy: ({ pupil }) => pupil.name,
    cell: ({ pupil }) => (
      <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
    ),
  },
  {
    id: 'state',
    label: 'Where it stands',
    sortBy: ({ state }) => state,
    cell: ({ state }) => <StatusPill tone={TONES[state]}>{STATES[state]}</StatusPill>,
  },
  { id: 'times', label: 'Agreed times', cell: ({ times }) => times },
  { id: 'reason', label: 'Why', cell: ({ reason }) => reason },
  {
    id: 'days',
    label: 'From and to',
    sortBy: ({ first }) => first,
    cell: ({ first, last }) => `${shortDay(first)} to ${shortDay(last)}`,
  },
  { id: 'review', label: 'Next review', sortBy: ({ review }) => review, cell: ({ review }) => longDay(review) },
  { id: 'with', label: 'Agreed with', cell: ({ agreedWith, agreedDay }) => `${agreedWith}, ${shortDay(agreedDay)}` },
  { id: 'acts', label: 'Do', cell: (timetable) => <TimetableActs timetable={timetable} /> },
]
