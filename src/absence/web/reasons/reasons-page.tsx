import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { ALL_CODES, type Code } from '../../../law/codes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { ChoiceField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useMay } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { listReasons, recodeReasons, refuseReason, setAutomaticO, type WantedReason } from '../../contract.ts'
import { WarnDialog } from './warn-dialog.tsx'

type Reasons = Answer<typeof listReasons>

/** Every absence without a reason, with the school days that are left to find it. */
export function Page() {
  const schoolId = useSchoolId()
  const reasons = useOperation(listReasons, { params: { schoolId } }, { everySeconds: 60 })
  return (
    <>
      <PageHeader
        title="Reasons to be found"
        lead="An N says that no reason is known yet. Give one reason to many; before a mark turns unauthorised the family is told."
      />
      <Answered question={reasons}>{(answer) => <List answer={answer} />}</Answered>
    </>
  )
}

/** A pupil’s day: one reason explains both its sessions. */
interface WantedDay extends WantedReason {
  readonly marks: readonly WantedReason[]
}

const keyOfDay = ({ pupil, day }: WantedReason) => `${pupil.id} ${day}`

function daysOf(marks: readonly WantedReason[]): readonly WantedDay[] {
  return [...Map.groupBy(marks, keyOfDay).values()].flatMap((ofDay) =>
    ofDay[0] === undefined ? [] : [{ ...ofDay[0], marks: ofDay }],
  )
}

function halvesOf({ marks, half }: WantedDay): string {
  if (marks.length > 1) return 'all day'
  return half === 'AM' ? 'morning' : 'afternoon'
}

function List({ answer }: { readonly answer: Reasons }) {
  const { marks, within } = answer
  const mayAct = useMay()('absence.settle')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [doing, setDoing] = useState<'recode' | 'warn'>()
  const days = daysOf(marks)
  const picked = marks.filter((mark) => chosen.has(keyOfDay(mark)))
  const choose = (keys: readonly string[], on: boolean) =>
    setChosen((last) => new Set(on ? [...last, ...keys] : [...last].filter((key) => !keys.includes(key))))
  const close = () => {
    setDoing(undefined)
    setChosen(new Set())
  }
  return (
    <>
      <p>
        The reason is found within {within.words} of the session: {within.source}
        {!within.verified && ' (not verified)'}.
      </p>
      <Automatic answer={answer} />
      {mayAct && (
        <Group my="md">
          <Button disabled={picked.length === 0} onClick={() => setDoing('recode')}>
            {picked.length === 0 ? 'Give a reason' : `Give ${sessionsInWords(picked.length)} a reason`}
          </Button>
          <Button variant="default" disabled={picked.length === 0} onClick={() => setDoing('warn')}>
            Tell the families
          </Button>
          {marks.length > 0 && (
            <Button variant="default" onClick={() => choose(days.map(keyOfDay), picked.length < marks.length)}>
              {picked.length < marks.length ? 'Choose all' : 'Choose none'}
            </Button>
          )}
        </Group>
      )}
      <DataTable
        label="Absences without a reason"
        noun={['day without a reason', 'days without a reason']}
        rows={days}
        rowKey={keyOfDay}
        columns={[...(mayAct ? [chooser(chosen, choose)] : []), ...COLUMNS]}
        empty={{ title: 'Every absence has its reason', because: 'No N stands in this year’s registers or the last.' }}
      />
      {doing === 'recode' && <RecodeDialog marks={picked} version={answer.version} onClose={close} />}
      {doing === 'warn' && <WarnDialog marks={picked} onClose={close} />}
    </>
  )
}

function chooser(
  chosen: ReadonlySet<string>,
  choose: (keys: readonly string[], on: boolean) => void,
): Column<WantedDay> {
  return {
    id: 'choose',
    label: 'Choose',
    onCard: 'bare',
    width: '5rem',
    cell: (mark) => (
      <Checkbox
        aria-label={`Choose ${mark.pupil.name}, ${shortDay(mark.day)}, ${halvesOf(mark)}`}
        checked={chosen.has(keyOfDay(mark))}
        onChange={(event) => choose([keyOfDay(mark)], event.currentTarget.checked)}
      />
    ),
  }
}

const COLUMNS: readonly Column<WantedDay>[] = [
  {
    id: 'pupil',
    label: 'Pupil',
    onCard: 'title',
    sortBy: ({ pupil }) => pupil.name,
    cell: ({ pupil }) => (
      <>
        <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
        {pupil.group !== null && `, ${pupil.group}`}
      </>
    ),
  },
  {
    id: 'session',
    label: 'Absent',
    sortBy: ({ day, half }) => `${day} ${half}`,
    cell: (mark) => `${shortDay(mark.day)}, ${halvesOf(mark)}`,
  },
  { id: 'left', label: 'Time left', sortBy: ({ due }) => due ?? '9999', cell: (mark) => <Left mark={mark} /> },
  {
    id: 'report',
    label: 'Reported',
    isBlank: ({ report }) => report === null,
    cell: ({ report }) =>
      report === null ? (
        ''
      ) : (
        <PageLink there={{ to: '/absence-reports' }}>
          {report.words === '' ? 'A report waits' : `“${report.words}”`}
        </PageLink>
      ),
  },
  {
    id: 'warned',
    label: 'Family told',
    isBlank: ({ warned }) => warned === null,
    cell: ({ warned }) =>
      warned === null
        ? ''
        : warned.waits
          ? `Not yet: the message to ${warned.to} waits in the outbox`
          : `${warned.to}, ${warned.channel.replace('-', ' ')}, ${shortTime(warned.at)}`,
  },
]

function shortTime(at: string): string {
  return `${shortDay(at.slice(0, 10) as WantedReason['day'])} ${timeText(at)}`
}

function Left({ mark }: { readonly mark: WantedReason }) {
  const { due, left, overdue } = mark
  if (due === null) return <>beyond the calendar</>
  if (overdue) return <StatusPill tone="problem">Over since {shortDay(due)}</StatusPill>
  if (left === 0) return <StatusPill tone="now">Today is the last day</StatusPill>
  return (
    <>
      {left === 1 ? '1 school day' : `${left} school days`}, to {shortDay(due)}
    </>
  )
}

function sessionsInWords(sessions: number): string {
  return sessions === 1 ? '1 session' : `${sessions} sessions`
}

const SUGGESTED = ['The family rang and gave the reason', 'The form tutor knew the reason', 'Answered by text']

function RecodeDialog({
  marks,
  version,
  onClose,
}: {
  readonly marks: readonly WantedReason[]
  readonly version: number
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [code, setCode] = useState<Code>('I')
  const recode = useAct(recodeReasons, { onDone: onClose })
  const [first] = marks
  const codes = ALL_CODES.filter((one) => first !== undefined && refuseReason(one.code, first.day).ok)
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`Give ${sessionsInWords(marks.length)} one reason`}
      confirmLabel={`Recode as ${code}`}
      suggestions={SUGGESTED}
      pending={recode.isPending}
      error={recode.error}
      onConfirm={(reason) =>
        recode.mutate({
          params: { schoolId },
          body: {
            key,
            version,
            code,
            reason,
            marks: marks.map(({ pupil, day, half }) => ({ pupilId: pupil.id, day, half })),
          },
        })
      }
    >
      <ChoiceField
        label="Code"
        choices={codes.map(({ code: value, name }) => ({ value, label: `${value}: ${name}` }))}
        id="reason-code"
        name="code"
        value={code}
        onChange={setCode}
      />
      <p>{[...new Set(marks.map(({ pupil }) => pupil.name))].slice(0, 12).join(', ')}</p>
    </ConfirmWithReason>
  )
}

/** What the clock does by itself, and the switch for whoever may change policy. */
function Automatic({ answer }: { readonly answer: Reasons }) {
  const { on, reason, mayChange } = answer.automatic
  const schoolId = useSchoolId()
  const [asking, setAsking] = useState(false)
  const set = useAct(setAutomaticO, { onDone: () => setAsking(false) })
  return (
    <>
      <p>
        {on
          ? 'When the time is over, an N becomes O by itself if the family was told, and never otherwise.'
          : `No N becomes O by itself at this school: ${reason ?? ''}`}{' '}
        {mayChange && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
            {on ? 'Switch this off' : 'Switch it on'}
          </Button>
        )}
      </p>
      <ConfirmWithReason
        opened={asking}
        onClose={() => setAsking(false)}
        title={on ? 'Let no N become O by itself' : 'Let N become O at the end of its time'}
        confirmLabel={on ? 'Switch it off' : 'Switch it on'}
        pending={set.isPending}
        error={set.error}
        onConfirm={(why) => set.mutate({ params: { schoolId }, body: { on: !on, reason: why } })}
      />
    </>
  )
}
