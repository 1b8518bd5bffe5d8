import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { Timeline } from '../../../ui/components/timeline.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { kindOfPlanned, PARTICULARS, readPlanned, sessionInWords } from '../../contract.ts'
import { PlannedActs, TakeOff } from './planned-acts.tsx'
import { PAGES, PlannedState, type ReadPlanned, whenInWords } from './planned-words.tsx'

type Pupil = ReadPlanned['pupils'][number]

/** One plan: who is on it, what happened, and what can be changed. */
export function Page() {
  const schoolId = useSchoolId()
  const { plannedId } = usePageParams(z.object({ plannedId: uuidShape() }))
  const read = useOperation(readPlanned, { params: { schoolId, plannedId } })
  return (
    <>
      {read.data === undefined && <PageHeader title="Planned activity" />}
      <Answered question={read}>{(answer) => <One answer={answer} />}</Answered>
    </>
  )
}

function One({ answer }: { readonly answer: ReadPlanned }) {
  const { planned, pupils, steps } = answer
  const may = useMay()
  const kind = kindOfPlanned(planned.kind)
  const page = kind.weekly ? PAGES.elsewhere : PAGES.activities
  const mayChange = may('register.plan') && (!kind.byHead || may('leave.decide')) && planned.state !== 'withdrawn'
  const [off, setOff] = useState<Pupil>()
  return (
    <>
      <PageHeader
        title={planned.title}
        above={
          kind.weekly ? (
            <PageLink there={{ to: '/elsewhere' }}>{page.title}</PageLink>
          ) : (
            <PageLink there={{ to: '/activities' }}>{page.title}</PageLink>
          )
        }
        lead={`${kind.code}  ${kind.name}. ${whenInWords(planned, false)}`}
        actions={<PlannedState state={planned.state} />}
      />
      {mayChange && <PlannedActs answer={answer} />}
      <Section title="Pupils">
        <DataTable
          label="Pupils"
          noun={['pupil', 'pupils']}
          rows={pupils}
          rowKey={({ id }) => id}
          columns={columnsFor(mayChange ? setOff : undefined)}
          empty={{ title: 'Nobody', because: 'Nobody is on this plan.' }}
        />
      </Section>
      <Section title="What was recorded">
        <Recorded answer={answer} />
      </Section>
      <Section title="What was done">
        <Timeline label="What was done about this plan" entries={steps.map(entryOf).toReversed()} />
      </Section>
      <TakeOff planned={planned} pupil={off} onClose={() => setOff(undefined)} />
    </>
  )
}

function Recorded({ answer: { planned } }: { readonly answer: ReadPlanned }) {
  const kind = kindOfPlanned(planned.kind)
  return (
    <KeyValues
      of={[
        ...PARTICULARS.flatMap((key) => {
          const asked = kind.asks[key]
          return asked === undefined ? [] : [[asked.label, planned.particulars[key] ?? 'Not recorded'] as const]
        }),
        ['Planned', `${longDayText(planned.planned.at)}, by ${planned.planned.by.name}`],
        ['When the code is right', `${kind.when} (${kind.source.source}${kind.source.verified ? '' : ', unverified'})`],
      ]}
    />
  )
}

function columnsFor(onTakeOff: ((pupil: Pupil) => void) | undefined): readonly Column<Pupil>[] {
  return [
    {
      id: 'name',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: id } }}>{name}</PageLink>,
    },
    {
      id: 'state',
      label: 'Where they stand',
      cell: ({ off }) =>
        off === null ? (
          <StatusPill tone="done">On it</StatusPill>
        ) : (
          <span>
            <StatusPill tone="quiet">Taken off</StatusPill> {off.from !== null && `from ${sessionInWords(off.from)}: `}
            {off.words}
          </span>
        ),
    },
    ...(onTakeOff === undefined
      ? []
      : [
          {
            id: 'do',
            label: 'Do',
            cell: (pupil: Pupil) =>
              pupil.off !== null ? (
                'Expected at school'
              ) : (
                <Group>
                  <Button size="xs" variant="default" onClick={() => onTakeOff(pupil)}>
                    Take off<span className="visually-hidden"> {pupil.name}</span>
                  </Button>
                </Group>
              ),
          },
        ]),
  ]
}

const STEPS: Readonly<Record<ReadPlanned['steps'][number]['kind'], string>> = {
  'put-on': 'Put on',
  'taken-off': 'Taken off',
  moved: 'Moved to other days',
  withdrawn: 'Withdrawn for everybody',
}

function entryOf(step: ReadPlanned['steps'][number]) {
  const names =
    step.names.length > 5
      ? `${step.names.slice(0, 5).join(', ')} and ${step.names.length - 5} more`
      : step.names.join(', ')
  return {
    id: String(step.number),
    title: STEPS[step.kind],
    when: `${longDayText(step.at)}, ${timeText(step.at)}`,
    by: `${step.by.name}, ${step.by.position}`,
    body: (
      <p>
        {names === '' ? '' : `${names}. `}
        {step.kind === 'put-on' ? '' : `${step.words}. `}
        {step.marks === 1 ? '1 mark' : `${step.marks} marks`}
      </p>
    ),
  }
}
