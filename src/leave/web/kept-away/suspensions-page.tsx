import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { KEPT_AWAY_NAMES, listSuspensions, type Suspension } from '../../contract.ts'
import { daysInWords, KeptAwayStatePill, keptAwaySpan } from './kept-away-words.tsx'
import { SuspendForm } from './suspend-form.tsx'
import { SuspensionActs } from './suspension-acts.tsx'

/** Suspensions and exclusions of the school year: what runs, what lacks other education, what they add up to. */
export function Page() {
  const schoolId = useSchoolId()
  const maySuspend = useMay()('leave.suspend')
  const [suspending, setSuspending] = useState(false)
  const list = useOperation(listSuspensions, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Suspensions"
        lead="Only the head suspends or excludes. The registers get E for the first five school days; from the sixth, other education has to be there and is recorded in its place."
        actions={maySuspend && <Button onClick={() => setSuspending(true)}>Record a suspension</Button>}
      />
      <Answered question={list}>
        {({ suspensions, sixthDay }) => (
          <>
            <p>
              Other education is due from the {sixthDay.nth}th consecutive school day ({sixthDay.source}
              {sixthDay.verified ? '' : ', unverified'}).
            </p>
            <DataTable
              label="Suspensions"
              noun={['suspension', 'suspensions']}
              rows={suspensions}
              rowKey={({ id }) => id}
              columns={columnsFor(suspensions.some(({ reason }) => reason !== null))}
              empty={{
                title: 'No suspension is recorded this school year',
                because: 'What the head records stands here, with what it adds up to, until the school year is over.',
              }}
            />
          </>
        )}
      </Answered>
      <SuspendForm opened={suspending} onClose={() => setSuspending(false)} />
    </>
  )
}

function columnsFor(seesWhy: boolean): readonly Column<Suspension>[] {
  return [
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
      cell: ({ state }) => <KeptAwayStatePill state={state} />,
    },
    {
      id: 'days',
      label: 'From and to',
      sortBy: ({ from }) => from.day,
      cell: ({ from, to, days, kind }) =>
        `${kind === 'permanent' ? `${KEPT_AWAY_NAMES[kind]}. ` : ''}${keptAwaySpan(from, to)}${days === null ? '' : `, ${daysInWords(days)}`}`,
    },
    ...(seesWhy
      ? [
          {
            id: 'why',
            label: 'Why',
            cell: ({ reason }: Suspension) => (reason === null ? 'Not shown' : `${reason.category}: ${reason.words}`),
          },
        ]
      : []),
    { id: 'sixth', label: 'Other education', cell: (one) => <OtherEducation suspension={one} /> },
    { id: 'sums', label: 'So far', cell: (one) => <Sums suspension={one} /> },
    { id: 'acts', label: 'Do', cell: (one) => <SuspensionActs suspension={one} /> },
  ]
}

function OtherEducation({ suspension: { sixth, lacking, steps } }: { readonly suspension: Suspension }) {
  const places = steps.filter((step) => step.kind === 'provision')
  if (sixth === null && places.length === 0) return 'Not needed: under six school days'
  return (
    <>
      {places.map((step) => (
        <div key={step.number}>
          {step.code} from {shortDay(step.from)}
          {step.to !== null && ` to ${shortDay(step.to)}`}: {step.words}
        </div>
      ))}
      {lacking !== null && <StatusPill tone="problem">Nothing from {shortDay(lacking)}</StatusPill>}
    </>
  )
}

function Sums({ suspension: { sums, passed } }: { readonly suspension: Suspension }) {
  return (
    <>
      {daysInWords(sums.term)} in its term, {sums.year} in the school year
      {passed.map(({ words, source, verified }) => (
        <Alert key={words} mt="xs" p="xs" color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {words} ({source}
          {verified ? '' : ', unverified'})
        </Alert>
      ))}
    </>
  )
}
