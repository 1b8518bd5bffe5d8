import { Button, Group } from '@mantine/core'
import { longDay, shortDay } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { isShownAsCode } from '../../law/reason-category.ts'
import { minutesInWords } from '../../measures/contract.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { markOfCode } from '../../ui/components/mark-of-code.ts'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { formWeek, giveWeek, type WeekLine, weekSlips } from '../contract.ts'
import { ChangePill, HowCompared } from './change-pill.tsx'
import { PaperButton } from './paper-button.tsx'
import styles from './weekly.module.css'

type Week = Answer<typeof formWeek>

/** One form's week, with "done". */
export function FormWeek({ groupId, day }: { readonly groupId: GroupId; readonly day: Week['monday'] }) {
  const schoolId = useSchoolId()
  const params = { schoolId, groupId, day }
  const week = useOperation(formWeek, { params })
  const give = useAct(giveWeek)
  return (
    <Answered question={week}>
      {(of) => (
        <>
          <Group gap="sm" mb="md" align="center">
            {of.given === null ? (
              of.whyNot === '' && (
                <Button loading={give.isPending} onClick={() => give.mutate({ params })}>
                  Done: I have given {of.group.name} its week
                </Button>
              )
            ) : (
              <StatusPill tone="done">
                Given by {of.given.by.name} on {shortDay(schoolTime(of.given.at).day)}
              </StatusPill>
            )}
            {of.whyNot === '' && (
              <PaperButton label="Print slips for pupils" fetchIt={() => download(weekSlips, { params })} />
            )}
          </Group>
          <ProblemAlert error={give.error} />
          {of.whyNot === '' ? <p className={styles.until}>{until(of)}</p> : <p role="status">{of.whyNot}</p>}
          <DataTable
            label={`Week of ${of.group.name}`}
            noun={['pupil', 'pupils']}
            rows={of.lines}
            rowKey={({ pupilId }) => pupilId}
            columns={columnsFor(of)}
            empty={{ title: 'Nobody in this form', because: 'No pupil was in this form in this week.' }}
          />
          <HowCompared />
        </>
      )}
    </Answered>
  )
}

function until({ until: last, halfTermName }: Week): string {
  if (last === null) return ''
  const half = last.half === 'AM' ? 'morning' : 'afternoon'
  return `Counted to the ${half} of ${longDay(last.day)}.${halfTermName === null ? '' : ` Half term: ${halfTermName}.`}`
}

function columnsFor(of: Week): readonly Column<WeekLine>[] {
  return [
    {
      id: 'pupil',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ name }) => name,
      cell: ({ pupilId, name }) => <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>,
    },
    { id: 'strip', label: 'Sessions', cell: (line) => <WeekStrip line={line} of={of} /> },
    {
      id: 'week',
      label: 'This week',
      cell: ({ week }) => <span className={styles.counted}>{counted(week)}</span>,
      sortBy: ({ week }) => week.attended - week.possible,
    },
    {
      id: 'half-term',
      label: 'This half term',
      cell: ({ halfTerm }) => <span className={styles.counted}>{counted(halfTerm)}</span>,
      sortBy: ({ halfTerm }) => (halfTerm.possible === 0 ? 1 : halfTerm.attended / halfTerm.possible),
    },
    { id: 'late', label: 'Late', cell: lateWords, isBlank: ({ week }) => week.late === 0 },
    {
      id: 'change',
      label: 'Than 4 weeks before',
      cell: ({ change }) => <ChangePill change={change} />,
      sortBy: ({ change }) => (change.kind === 'worse' ? -change.halfDays : change.halfDays),
    },
    {
      id: 'say',
      label: 'Something to say',
      cell: ({ say, praise }) => (
        <span className={styles.say}>
          {say}
          {praise.unwantedBy.length > 0 && <em className={styles.note}>No praise about attendance, please.</em>}
        </span>
      ),
    },
  ]
}

function counted({ attended, possible }: WeekLine['week']): string {
  return possible === 0 ? 'nothing to count' : `${attended} of ${possible}`
}

function lateWords({ week, minutesLate }: WeekLine): string {
  if (week.late === 0) return ''
  if (minutesLate === null) return week.late === 1 ? 'once' : `${week.late} times`
  return minutesInWords(minutesLate)
}

const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']

/** Ten half days as they are marked; a code that the viewer may not know is its category. */
function WeekStrip({ line, of }: { readonly line: WeekLine; readonly of: Week }) {
  return (
    <ul className={styles.strip} aria-label={`Sessions of ${line.name}`}>
      {of.sessions.map(({ day, half, hasSession }, place) => {
        const code = line.codes[place] ?? null
        const when = `${DAY_NAMES[place >> 1]} ${half === 'AM' ? 'morning' : 'afternoon'}`
        if (code === null || !hasSession)
          return (
            <li key={`${day} ${half}`} className={styles.half} data-look="none">
              <span className="visually-hidden">{`${when}: ${hasSession ? 'no mark' : 'no session'}`}</span>
            </li>
          )
        const { code: sign, look, name } = markOfCode(code)
        return (
          <li key={`${day} ${half}`} className={styles.half} data-look={look} title={`${when}: ${name ?? sign}`}>
            <span aria-hidden>{look === 'present' ? '' : isShownAsCode(code) ? sign : '•'}</span>
            <span className="visually-hidden">{`${when}: ${name ?? sign}`}</span>
          </li>
        )
      })}
    </ul>
  )
}
