import { Button, Group, NativeSelect } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { z } from 'zod'
import { addDays, type Day, shortDay, weekday } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { dayShape } from '../../kernel/shapes.ts'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { myForms } from '../contract.ts'
import { FormTable } from './form-table.tsx'
import { FormWeek } from './form-week.tsx'
import styles from './weekly.module.css'

const search = z.object({ form: z.uuid().optional(), day: dayShape.optional() })
type Forms = Answer<typeof myForms>

/** A tutor's page of the week: each pupil beside their own past, something to say to each, and "done". */
export function Page() {
  const schoolId = useSchoolId()
  const [state, setState] = useSearchState(search)
  const forms = useOperation(myForms, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="This week"
        lead="Each child beside their own weeks before, never beside others, with something to say to each."
      />
      <Answered question={forms}>
        {(answer) => {
          const form = answer.forms.find(({ groupId }) => groupId === state.form) ?? answer.forms[0]
          const day = state.day ?? answer.monday ?? answer.today
          if (form === undefined) return <NoForm />
          const monday = addDays(day, 1 - weekday(day))
          return (
            <>
              <Choices answer={answer} form={form.groupId} monday={monday} onChange={setState} />
              <FormWeek key={`${form.groupId} ${monday}`} groupId={form.groupId} day={monday} />
              <FormTable mayTurnOn={answer.mayReport} />
            </>
          )
        }}
      </Answered>
    </>
  )
}

function NoForm() {
  return (
    <EmptyState
      title="No form of yours"
      because="You give the week to the forms whose tutor you are. The office says whose form is whose."
    />
  )
}

function Choices({
  answer,
  form,
  monday,
  onChange,
}: {
  readonly answer: Forms
  readonly form: GroupId
  readonly monday: Day
  readonly onChange: (change: { form?: string; day?: Day }) => void
}) {
  const label = (one: Forms['forms'][number]) => `${one.name}${one.mine ? ', yours' : ''}${one.given ? ', given' : ''}`
  return (
    <Group align="flex-end" gap="sm" mb="md" className="no-print">
      <NativeSelect
        label="Form"
        data={answer.forms.map((one) => ({ value: one.groupId as string, label: label(one) }))}
        value={form}
        onChange={(event) => onChange({ form: event.currentTarget.value, day: monday })}
      />
      <div className={styles.weeks}>
        <Button
          variant="default"
          aria-label="The week before"
          onClick={() => onChange({ form, day: addDays(monday, -7) })}
        >
          <IconChevronLeft size={18} aria-hidden />
        </Button>
        <span className={styles.week}>Week of {shortDay(monday)}</span>
        <Button
          variant="default"
          aria-label="The week after"
          disabled={addDays(monday, 7) > answer.today}
          onClick={() => onChange({ form, day: addDays(monday, 7) })}
        >
          <IconChevronRight size={18} aria-hidden />
        </Button>
      </div>
    </Group>
  )
}
