import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { firstDayOf, schoolYearOf } from '../../kernel/school-year.ts'
import { type YearGroup, yearGroupName } from '../../law/school-age.ts'
import { getSchool } from '../../roll/contract.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { ChoiceField, DayField, LongTextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { planReports, previewReport, startReports } from '../contract.ts'
import { ReportView } from './report-view.tsx'

const HELP =
  'If something makes it hard to come, please tell us. Your child’s tutor and our attendance team will listen and help. Ring the school office and ask for them.'

interface Wish {
  readonly from: string
  readonly to: string
  readonly yearGroup: YearGroup | ''
  readonly help: string
}
/** The server says of a day that is none. */
const bodyOf = ({ yearGroup, from, to, help }: Wish) => ({
  from: from as Day,
  to: to as Day,
  help,
  yearGroup: yearGroup === '' ? null : yearGroup,
})
type Plan = Answer<typeof planReports>

/** Asks for whom and for which days, shows each real child's report, and only then makes and sends them. */
export function MakeReports({
  onClose,
  onStarted,
}: {
  readonly onClose: () => void
  readonly onStarted: (batchId: string) => void
}) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(3600)) as Day
  const school = useOperation(getSchool, { params: { schoolId } })
  const plan = useAct(planReports, { refreshes: [] })
  const fields = useFields<Wish>(
    { from: firstDayOf(schoolYearOf(today)), to: today, yearGroup: '', help: HELP },
    plan.error,
  )
  const [asked, setAsked] = useState<Wish>()
  const ask = (wish: Wish) => {
    setAsked(wish)
    plan.mutate({ params: { schoolId }, body: bodyOf(wish) })
  }
  const years = (school.data?.yearGroups ?? []).map((year) => ({ value: year, label: yearGroupName(year) }))
  return (
    <Section title="Make reports" card>
      <form noValidate onSubmit={fields.submit(ask)}>
        <Stack gap="md">
          <ProblemAlert error={plan.error} />
          <ChoiceField<YearGroup | ''>
            label="For whom"
            choices={[{ value: '', label: 'The whole school' }, ...years]}
            {...fields.bind('yearGroup')}
          />
          <Group align="flex-start">
            <DayField label="From" {...fields.bind('from')} />
            <DayField label="To" {...fields.bind('to')} />
          </Group>
          <LongTextField
            label="How the school can help"
            hint="On every report. Short sentences, names and numbers that families can use."
            {...fields.bind('help')}
          />
          <Group>
            <Button type="submit" variant="default" loading={plan.isPending}>
              Look at them first
            </Button>
            <Button variant="subtle" onClick={onClose}>
              Go back
            </Button>
          </Group>
        </Stack>
      </form>
      {plan.data !== undefined && asked !== undefined && (
        <Preview plan={plan.data} wish={asked} onStarted={onStarted} />
      )}
    </Section>
  )
}

/** Each child's report in turn, and the button that makes them all. */
function Preview({
  plan: { pupils },
  wish,
  onStarted,
}: {
  readonly plan: Plan
  readonly wish: Wish
  readonly onStarted: (batchId: string) => void
}) {
  const schoolId = useSchoolId()
  const [place, setPlace] = useState(0)
  const [batchId] = useState(newKey)
  const start = useAct(startReports)
  const at = Math.min(place, pupils.length - 1)
  const pupil = pupils[at]
  return (
    <Stack gap="md" mt="lg">
      <Group align="flex-end">
        <NativeSelect
          label={`Whose report (${pupils.length} in all)`}
          data={pupils.map(({ name, form }, n) => ({ value: String(n), label: `${name}, ${form}` }))}
          value={String(at)}
          onChange={(event) => setPlace(Number(event.currentTarget.value))}
        />
        <Button variant="default" disabled={at === 0} onClick={() => setPlace(at - 1)}>
          One back
        </Button>
        <Button variant="default" disabled={at === pupils.length - 1} onClick={() => setPlace(at + 1)}>
          Next
        </Button>
      </Group>
      {pupil !== undefined && <OneReport key={pupil.pupilId} pupilId={pupil.pupilId} wish={wish} />}
      <ProblemAlert error={start.error} />
      <Group>
        <Button
          loading={start.isPending}
          onClick={() =>
            start.mutate(
              { params: { schoolId }, body: { batchId, ...bodyOf(wish) } },
              { onSuccess: () => onStarted(batchId) },
            )
          }
        >
          {pupils.length === 1 ? 'Make and send the report' : `Make and send ${pupils.length} reports`}
        </Button>
      </Group>
    </Stack>
  )
}

function OneReport({ pupilId, wish }: { readonly pupilId: PupilId; readonly wish: Wish }) {
  const schoolId = useSchoolId()
  const report = useOperation(previewReport, { params: { schoolId, pupilId }, body: bodyOf(wish) })
  return <Answered question={report}>{(of) => <ReportView report={of} />}</Answered>
}
