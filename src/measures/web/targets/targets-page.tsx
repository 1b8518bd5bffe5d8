import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import { shortDay } from '../../../kernel/day.ts'
import { schoolYear, schoolYearName, schoolYearOf } from '../../../kernel/school-year.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { listTargets, setTarget, TARGET_FIGURES, type TargetAct, type TargetFigure } from '../../contract.ts'
import { Explained, type MadeFrom } from '../asked/explained.tsx'
import { momentInWords } from '../why/why-words.ts'

const NAMES: Readonly<Record<TargetFigure, string>> = {
  attendance: 'Attendance',
  absence: 'Absence',
  persistent: 'Persistently absent',
  severe: 'Severely absent',
}
const search = z.object({ year: z.coerce.number().int().min(1990).max(2100).optional() })

/** What the school aims at in a year, with every change and who made it. */
export function Page() {
  const schoolId = useSchoolId()
  const maySet = useMay()('measures.set-targets')
  const [state] = useSearchState(search)
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const thisYear = schoolYearOf(dayText(useNow(60)) as Day)
  const year = schoolYear(state.year ?? thisYear)
  const [setting, setSetting] = useState<TargetFigure>()
  const question = useOperation(listTargets, { params: { schoolId, year } })
  const last = (figure: TargetFigure) => question.data?.acts.find((act) => act.figure === figure)
  return (
    <>
      <PageHeader
        title={`Targets of ${schoolYearName(year)}`}
        above={<PageLink there={{ to: '/term' }}>The term in one page</PageLink>}
        lead="What the school aims at, where it comes from, and every change with who made it and why."
      />
      <Answered question={question}>
        {({ acts }) => (
          <>
            <StatCards>
              {TARGET_FIGURES.map((figure) => (
                <StatCard
                  key={figure}
                  label={NAMES[figure]}
                  value={<InForce act={last(figure)} />}
                  note={
                    <>
                      {last(figure)?.source}
                      {maySet && (
                        <Button size="xs" variant="default" mt={6} onClick={() => setSetting(figure)}>
                          {last(figure)?.percent == null ? 'Set' : 'Change'}
                          <span className="visually-hidden"> the target of {NAMES[figure]}</span>
                        </Button>
                      )}
                    </>
                  }
                />
              ))}
            </StatCards>
            <Section title="Every change">
              <DataTable
                label="Every change of a target"
                noun={['change', 'changes']}
                rows={acts}
                rowKey={({ figure, number }) => `${figure} ${number}`}
                columns={COLUMNS}
                empty={{
                  title: 'No target set yet',
                  because: 'The headteacher and the Senior Attendance Champion set them.',
                }}
              />
            </Section>
          </>
        )}
      </Answered>
      <Modal
        opened={setting !== undefined}
        onClose={() => setSetting(undefined)}
        title={setting === undefined ? '' : `Target: ${NAMES[setting].toLowerCase()}`}
        closeButtonProps={{ 'aria-label': 'Close without setting' }}
      >
        {setting !== undefined && (
          <Form figure={setting} year={year} last={last(setting)} onClose={() => setSetting(undefined)} />
        )}
      </Modal>
    </>
  )
}

function Form({
  figure,
  year,
  last,
  onClose,
}: {
  readonly figure: TargetFigure
  readonly year: ReturnType<typeof schoolYear>
  readonly last: TargetAct | undefined
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const set = useAct(setTarget, { onDone: onClose })
  const fields = useFields({ percent: String(last?.percent ?? ''), source: last?.source ?? '', reason: '' }, set.error)
  const send = (percent: number | null, source: string) =>
    set.mutate({
      params: { schoolId, year, figure },
      body: { seen: last?.number ?? 0, percent, source, reason: fields.values.reason },
    })
  const percent = fields.bind('percent')
  return (
    <form noValidate onSubmit={fields.submit(({ percent, source }) => send(percentTyped(percent), source))}>
      <Stack gap="md">
        <ProblemAlert error={set.error} />
        <TextInput
          id={percent.id}
          name={percent.name}
          label="Percent"
          description="With at most two decimal places, such as 95.5."
          inputMode="decimal"
          maw="12ch"
          value={percent.value}
          onChange={(event) => percent.onChange(event.currentTarget.value)}
          {...(percent.error === undefined ? {} : { error: percent.error })}
        />
        <TextField label="Where it comes from" hint="Such as “School development plan”." {...fields.bind('source')} />
        <TextField label="Why now" hint="Kept with the change." {...fields.bind('reason')} />
        <Group justify="space-between">
          {last?.percent == null ? (
            <span />
          ) : (
            <Button variant="subtle" loading={set.isPending} onClick={() => send(null, '')}>
              Take the target back
            </Button>
          )}
          <Button type="submit" loading={set.isPending}>
            Set the target
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A target with everything that was said when it was set. */
function targetFrom({ figure, percent, source, reason, set }: TargetAct): MadeFrom {
  return [
    ['Target', percent === null ? 'none: it was taken back' : `${NAMES[figure]} of ${percent} %`],
    ['Where it comes from', source || 'not said'],
    ['Why', reason],
    ['Set by', `${set.name}, ${set.position}`],
    ['Set', momentInWords(set.at)],
  ]
}

function InForce({ act }: { readonly act: TargetAct | undefined }) {
  if (act === undefined || act.percent === null) return 'None'
  return (
    <Explained of="target" what={`Target, ${NAMES[act.figure]}`} from={targetFrom(act)} look="large">
      {act.percent} %
    </Explained>
  )
}

function Change({ act }: { readonly act: TargetAct }) {
  const { figure, before, percent } = act
  const from: MadeFrom = [['Before', before === null ? 'no target' : `${before} %`], ...targetFrom(act)]
  return (
    <Explained of="target" what={`Change of the target, ${NAMES[figure]}`} from={from}>
      {before === null ? 'none' : `${before} %`} → {percent === null ? 'none' : `${percent} %`}
    </Explained>
  )
}

/** What is no number is sent as one that the server refuses in words. */
function percentTyped(text: string): number {
  const typed = text.trim().replace('%', '').replace(',', '.').trim()
  return typed === '' || Number.isNaN(Number(typed)) ? -1 : Number(typed)
}

const COLUMNS: readonly Column<TargetAct>[] = [
  { id: 'figure', label: 'Figure', onCard: 'title', cell: ({ figure }) => NAMES[figure] },
  {
    id: 'change',
    label: 'Change',
    cell: (act) => <Change act={act} />,
  },
  { id: 'source', label: 'Source', cell: ({ source }) => source || '–' },
  { id: 'reason', label: 'Why', cell: ({ reason }) => reason },
  { id: 'by', label: 'By', cell: ({ set }) => `${set.name}, ${set.position}` },
  { id: 'at', label: 'When', sortBy: ({ set }) => set.at, cell: ({ set }) => shortDay(schoolTime(set.at).day) },
]
