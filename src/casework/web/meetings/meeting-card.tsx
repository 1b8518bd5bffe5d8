import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import {
  isWithFamily,
  MEETING_NAMES,
  meetingCalendar,
  meetingPaper,
  type ShownAction,
  type ShownMeeting,
} from '../../contract.ts'
import { PaperButton } from '../plans/paper-button.tsx'
import { type Change, ChangeMeeting } from './change-meeting.tsx'
import { CorrectMinutes } from './correct-minutes.tsx'
import { ANSWER_WORDS, called, whenAndWhere } from './meeting-words.ts'
import styles from './meetings.module.css'
import { ActionPill } from './open-actions.tsx'

/** One meeting about a child: when, who was asked and what they said; once held, what was said and decided. */
export function MeetingCard({
  caseId,
  meeting,
  today,
  mayRecord,
  agreed = [],
}: {
  readonly caseId: string
  readonly meeting: ShownMeeting
  readonly today: string
  readonly mayRecord: boolean
  /** Who does what since this meeting. */
  readonly agreed?: readonly ShownAction[]
}) {
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3 className={styles.title}>{MEETING_NAMES[meeting.kind]}</h3>
        <MeetingPill meeting={meeting} today={today} />
      </div>
      <p className={styles.quiet}>{whenAndWhere(meeting)}</p>
      {meeting.about !== '' && <p className={styles.words}>{meeting.about}</p>}
      {meeting.state === 'called' && <Invited meeting={meeting} />}
      {meeting.cancelled !== null && <p className={styles.words}>Cancelled: {meeting.cancelled.because}</p>}
      {meeting.record !== null && <Record record={meeting.record} />}
      {meeting.record !== null && agreed.length > 0 && <Agreed actions={agreed} today={today} />}
      {meeting.record !== null && (
        <div className={styles.buttons}>
          <PrintMinutes caseId={caseId} meetingId={meeting.meetingId} />
          {mayRecord && <Correct caseId={caseId} meeting={meeting} record={meeting.record} />}
        </div>
      )}
      {meeting.state === 'called' && <Buttons caseId={caseId} meeting={meeting} today={today} mayRecord={mayRecord} />}
    </li>
  )
}

export function agreedAt(actions: readonly ShownAction[], { meetingId }: ShownMeeting): readonly ShownAction[] {
  return actions.filter((action) => action.meetingId === meetingId)
}

function Agreed({ actions, today }: { readonly actions: readonly ShownAction[]; readonly today: string }) {
  return (
    <>
      <p className={styles.words}>Agreed:</p>
      <ul className={styles.guests}>
        {actions.map((action) => (
          <li key={action.actionId}>
            <span>
              {action.what}: {action.owner.name}, by {shortDay(action.due)}
            </span>
            <ActionPill action={action} today={today} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Correct(of: Omit<Parameters<typeof CorrectMinutes>[0], 'onClose'>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        Correct the minutes…
      </Button>
      {isOpen && <CorrectMinutes {...of} onClose={() => setOpen(false)} />}
    </>
  )
}

function PrintMinutes(of: { readonly caseId: string; readonly meetingId: string }) {
  const schoolId = useSchoolId()
  const params = { schoolId, ...of, for: 'minutes' } as const
  return <PaperButton label="Print the minutes" fetchIt={() => download(meetingPaper, { params })} />
}

export function MeetingPill({
  meeting: { state, day },
  today,
}: {
  readonly meeting: Pick<ShownMeeting, 'state' | 'day'>
  readonly today: string
}) {
  if (state === 'held') return <StatusPill tone="done">Held</StatusPill>
  if (state === 'cancelled') return <StatusPill tone="quiet">Cancelled</StatusPill>
  if (day < today) return <StatusPill tone="problem">To be minuted</StatusPill>
  return day === today ? <StatusPill tone="now">Today</StatusPill> : <StatusPill tone="waiting">Called</StatusPill>
}

function Invited({ meeting: { invited, answers } }: { readonly meeting: ShownMeeting }) {
  return (
    <ul className={styles.guests} aria-label="Who is asked to come">
      {invited.map((one) => {
        const answer = answers.find(({ of }) => of === one.id)
        const asked = one.who === 'contact' || one.who === 'professional'
        return (
          <li key={one.id}>
            <span>{called(one)}</span>
            {answer !== undefined && (
              <StatusPill tone={answer.answer === 'coming' ? 'done' : 'changed'}>
                {ANSWER_WORDS[answer.answer]}
              </StatusPill>
            )}
            {answer === undefined && asked && <StatusPill tone="waiting">no answer yet</StatusPill>}
            {answer !== undefined && answer.words !== '' && <span className={styles.quiet}>“{answer.words}”</span>}
          </li>
        )
      })}
    </ul>
  )
}

function Record({ record }: { readonly record: NonNullable<ShownMeeting['record']> }) {
  return (
    <>
      <p className={styles.words}>
        {record.came.length === 0
          ? 'Nobody who was asked came.'
          : `With ${record.came.map(({ name }) => name).join(', ')}.`}
        {record.lead !== null && ` ${record.lead.name} leads from here on.`}
      </p>
      {record.words !== '' && <p className={styles.words}>{record.words}</p>}
      {record.decisions.length > 0 && (
        <ul>
          {record.decisions.map((decision) => (
            <li key={decision}>{decision}</li>
          ))}
        </ul>
      )}
      <Before before={record.before} />
      {record.apart.map(({ at, words }) => (
        <div key={at}>
          <StatusPill tone="changed">Kept apart</StatusPill>
          <p className={styles.words}>{words}</p>
        </div>
      ))}
    </>
  )
}

/** What the minutes said before they were corrected. */
function Before({ before }: Pick<NonNullable<ShownMeeting['record']>, 'before'>) {
  if (before.length === 0) return null
  return (
    <details>
      <summary>Before it was corrected ({before.length})</summary>
      {before.map(({ at, by, came, words, decisions, because }) => (
        <div key={at}>
          <p className={styles.quiet}>
            Written by {by.name}, {by.position}. What was wrong: {because}
          </p>
          <p className={styles.words}>
            {came.length === 0 ? 'Nobody who was asked came.' : `With ${came.map(({ name }) => name).join(', ')}.`}
          </p>
          {words !== '' && <p className={styles.words}>{words}</p>}
          {decisions.length > 0 && <p className={styles.words}>{decisions.join(' · ')}</p>}
        </div>
      ))}
    </details>
  )
}

function Buttons({
  caseId,
  meeting,
  today,
  mayRecord,
}: {
  readonly caseId: string
  readonly meeting: ShownMeeting
  readonly today: string
  readonly mayRecord: boolean
}) {
  const schoolId = useSchoolId()
  const [change, setChange] = useState<Change>()
  const { meetingId } = meeting
  const params = { schoolId, caseId, meetingId }
  // What helps somebody to come helps nobody once the day is over.
  const isOver = meeting.day < today
  return (
    <div className={styles.buttons}>
      <PageButton there={{ to: '/cases/$caseId/meetings/$meetingId', params: { caseId, meetingId } }}>
        Agenda and minutes
      </PageButton>
      {!isOver && <CalendarButton fetchIt={() => download(meetingCalendar, { params })} />}
      {!isOver && isWithFamily(meeting) && (
        <PaperButton
          label="Agenda for the family"
          fetchIt={() => download(meetingPaper, { params: { ...params, for: 'family' } })}
        />
      )}
      {mayRecord && (
        <>
          {!isOver && (
            <Button variant="default" onClick={() => setChange('answered')}>
              Write down an answer
            </Button>
          )}
          <Button variant="default" onClick={() => setChange('moved')}>
            Move…
          </Button>
          <Button variant="subtle" onClick={() => setChange('cancelled')}>
            Cancel…
          </Button>
        </>
      )}
      {change !== undefined && (
        <ChangeMeeting caseId={caseId} meeting={meeting} change={change} onClose={() => setChange(undefined)} />
      )}
    </div>
  )
}

/** Fetches a meeting for a calendar. */
export function CalendarButton({
  fetchIt,
}: {
  readonly fetchIt: Parameters<ReturnType<typeof useFileDownload>['start']>[0]
}) {
  const { start, busy, error } = useFileDownload()
  return (
    <>
      <Button
        variant="default"
        className="no-print"
        loading={busy}
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        onClick={() => void start(fetchIt)}
      >
        Put into a calendar
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  )
}
