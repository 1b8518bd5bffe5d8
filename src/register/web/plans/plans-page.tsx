import { Alert, Button, Tabs } from '@mantine/core'
import { IconCalendarEvent, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { listPlans, withdrawPlan } from '../../contract.ts'
import { ClosureForm } from './closure-form.tsx'
import { PlanForm } from './plan-form.tsx'
import { type Plan, type PlanDone, spanWords, withFirst } from './plan-words.ts'

const search = z.object({ tab: z.enum(['list', 'plan', 'close']).optional() })

/** Marks set ahead: trips, part-time timetables, granted leave; and closures of the school. */
export function Page() {
  const [state, setState] = useSearchState(search)
  const tab = state.tab ?? 'list'
  const [saved, setSaved] = useState<PlanDone>()
  const show = (next: string | null) => setState({ tab: next === 'list' ? undefined : next })
  const onDone = (done: PlanDone) => {
    setSaved(done)
    show('list')
  }
  return (
    <>
      <PageHeader title="Planned absences and closures" />
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="list">Planned</Tabs.Tab>
          <Tabs.Tab value="plan">Plan marks</Tabs.Tab>
          <Tabs.Tab value="close">Close the school</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <Planned saved={saved} />
        </Tabs.Panel>
        <Tabs.Panel value="plan">
          <PlanForm onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="close">
          <ClosureForm onDone={onDone} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Planned({ saved }: { readonly saved: PlanDone | undefined }) {
  const schoolId = useSchoolId()
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const today = dayText(useNow(60)) as Day
  const asked = useOperation(listPlans, { params: { schoolId }, querystring: { from: today } })
  const [withdrawing, setWithdrawing] = useState<Plan>()
  const act = useAct(withdrawPlan, { onDone: () => setWithdrawing(undefined) })
  return (
    <>
      <div role="status">
        {saved !== undefined && (
          <Alert color="teal" variant="light" mb="md" icon={<IconCircleCheck aria-hidden />}>
            Saved: {saved.marks === 1 ? '1 mark is' : `${saved.marks} marks are`} set. The new plan is the first of this
            list.
          </Alert>
        )}
      </div>
      <Answered question={asked}>
        {({ plans }) => (
          <PlanTable plans={withFirst(plans, saved?.version)} added={saved?.version} onWithdraw={setWithdrawing} />
        )}
      </Answered>
      <ConfirmWithReason
        opened={withdrawing !== undefined}
        onClose={() => setWithdrawing(undefined)}
        title={withdrawing === undefined ? '' : `Withdraw: ${withdrawing.reason ?? spanWords(withdrawing)}`}
        confirmLabel="Withdraw the plan"
        suggestions={['Cancelled', 'Entered by mistake', 'Dates changed']}
        pending={act.isPending}
        error={act.error}
        onConfirm={(reason) =>
          withdrawing !== undefined &&
          act.mutate({ params: { schoolId, number: withdrawing.number }, body: { key: newKey(), reason } })
        }
      >
        Each of its marks that still stands becomes what it was before. Marks changed since are left alone.
      </ConfirmWithReason>
    </>
  )
}

function PlanTable({
  plans,
  added,
  onWithdraw,
}: {
  readonly plans: readonly Plan[]
  /** The number of the plan that has just been saved. */
  readonly added: number | undefined
  readonly onWithdraw: (plan: Plan) => void
}) {
  return (
    <DataTable
      label="Planned absences and closures"
      noun={['plan', 'plans']}
      rows={plans}
      rowKey={({ number }) => String(number)}
      empty={{
        icon: IconCalendarEvent,
        title: 'Nothing is planned',
        because: 'Trips, part-time timetables, granted leave and closures that end today or later are listed here.',
      }}
      columns={[
        {
          id: 'when',
          label: 'When',
          onCard: 'title',
          sortBy: ({ first }) => `${first.day}${first.half}`,
          cell: (plan) => (
            <>
              {spanWords(plan)} {plan.number === added && <StatusPill tone="done">Just saved</StatusPill>}
            </>
          ),
        },
        { id: 'code', label: 'Mark', cell: ({ code }) => (code === null ? 'Several' : <CodeBadge code={code} />) },
        {
          id: 'why',
          label: 'Reason',
          sortBy: ({ reason }) => reason ?? '',
          cell: ({ reason, afterwards }) => (
            <>
              {reason ?? 'None given'} {afterwards && <StatusPill tone="problem">Entered afterwards</StatusPill>}
            </>
          ),
        },
        {
          id: 'who',
          label: 'Pupils',
          sortBy: ({ pupils }) => pupils,
          cell: ({ names, pupils }) =>
            pupils > names.length
              ? `${names.slice(0, 3).join(', ')} and ${pupils - Math.min(3, names.length)} more`
              : names.join(', '),
        },
        { id: 'marks', label: 'Marks', align: 'end', sortBy: ({ marks }) => marks, cell: ({ marks }) => marks },
        { id: 'by', label: 'Planned by', cell: ({ by }) => by.name },
        {
          id: 'withdraw',
          label: 'State',
          onCard: 'bare',
          cell: (plan) =>
            plan.withdrawn ? (
              <StatusPill tone="quiet">Withdrawn</StatusPill>
            ) : (
              <Button size="xs" variant="default" onClick={() => onWithdraw(plan)}>
                Withdraw
              </Button>
            ),
        },
      ]}
    />
  )
}
