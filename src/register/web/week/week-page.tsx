import { Button, NativeSelect } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { z } from 'zod'
import { addDays, type Day, shortDay, weekday } from '../../../kernel/day.ts'
import type { GroupId } from '../../../kernel/ids.ts'
import { fullName } from '../../../kernel/names.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { dayShape } from '../../../kernel/shapes.ts'
import { codeIfShown } from '../../../law/reason-category.ts'
import { listGroups } from '../../../roll/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useMay, useMe, useReach } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { groupWeek, officialRegister } from '../../contract.ts'
import { AmendDialog } from '../amend/amend-dialog.tsx'
import { type AmendTarget, placeOf } from '../amend/use-amending.ts'
import { NoGroups, NoPupils } from '../no-registers.tsx'
import { DownloadButton } from '../papers/download-button.tsx'
import { SmallMark } from '../take/small-mark.tsx'
import styles from './week.module.css'
import { WeekHead } from './week-head.tsx'

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

const search = z.object({ group: z.uuid().optional(), day: dayShape.optional() })

/** A group's week: choose marks, then change them together, with what each was and will be. */
export function Page() {
  const schoolId = useSchoolId()
  const [state, setState] = useSearchState(search)
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const today = dayText(useNow(60)) as Day
  const day = state.day ?? today
  const monday = addDays(day, 1 - weekday(day))
  const groups = useOperation(listGroups, { params: { schoolId }, querystring: { day } }, { keepLast: true })
  const isMine = useMine()
  return (
    <>
      <PageHeader title="Week grid" lead={`Week of ${shortDay(monday)}`} />
      <Answered question={groups}>
        {({ groups: all, withoutGroup }) => {
          const groups = all.filter(isMine)
          const group = groups.find(({ id }) => id === state.group) ?? groups[0]
          if (group === undefined) return all.length === 0 ? <NoGroups pupils={withoutGroup} /> : <NoneOfMine />
          return (
            <>
              <Choices groups={groups} group={group.id} monday={monday} onChange={(change) => setState(change)} />
              {groups.every(({ pupils }) => pupils === 0) ? (
                <NoPupils />
              ) : (
                <Week key={`${group.id} ${monday}`} groupId={group.id} day={monday} />
              )}
            </>
          )
        }}
      </Answered>
    </>
  )
}

/** Whether the caller may see a group's week: a teacher that of the groups whose tutor they are. */
function useMine(): (group: Answer<typeof listGroups>['groups'][number]) => boolean {
  const own = useReach('register.view') === 'own'
  const { person } = useMe()
  return ({ tutors }) => !own || tutors.some(({ id }) => id === person?.id)
}

function NoneOfMine() {
  return (
    <EmptyState
      title="No group of yours"
      because="You see the weeks of the groups whose tutor you are. The office says whose group is whose."
    />
  )
}

function Choices({
  groups,
  group,
  monday,
  onChange,
}: {
  readonly groups: Answer<typeof listGroups>['groups']
  readonly group: GroupId
  readonly monday: Day
  readonly onChange: (change: { group?: string; day?: string }) => void
}) {
  const schoolId = useSchoolId()
  const may = useMay()
  return (
    <div className={styles.bar}>
      <NativeSelect
        label="Group"
        value={group}
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onChange({ group: event.currentTarget.value })}
      />
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={18} aria-hidden />}
        onClick={() => onChange({ day: addDays(monday, -7) })}
      >
        Week before
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={18} aria-hidden />}
        onClick={() => onChange({ day: addDays(monday, 7) })}
      >
        Week after
      </Button>
      {may('register.certify') && (
        <DownloadButton
          label={`Official register, ${MONTH.format(new Date(`${monday}T12:00:00Z`))}`}
          fetchIt={() =>
            download(officialRegister, { params: { schoolId, groupId: group, month: monday.slice(0, 7) } })
          }
        />
      )}
    </div>
  )
}

function Week({ groupId, day }: { readonly groupId: GroupId; readonly day: Day }) {
  const schoolId = useSchoolId()
  const asked = useOperation(groupWeek, { params: { schoolId, groupId, day } })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [amending, setAmending] = useState(false)
  const may = useMay()
  const toggle = (key: string) =>
    setPicked((last) => new Set(last.has(key) ? [...last].filter((one) => one !== key) : [...last, key]))
  return (
    <Answered question={asked}>
      {(week) => {
        const targets = targetsOf(week).filter((target) => picked.has(placeOf(target)))
        return (
          <>
            <Grid week={week} picked={picked} onToggle={may('register.amend') ? toggle : undefined} />
            {picked.size > 0 && (
              <div className={styles.foot}>
                <strong aria-live="polite">
                  {picked.size === 1 ? '1 mark chosen' : `${picked.size} marks chosen`}
                </strong>
                <Button onClick={() => setAmending(true)}>Amend them</Button>
                <Button variant="default" onClick={() => setPicked(new Set())}>
                  Choose none
                </Button>
              </div>
            )}
            {amending && targets.length > 0 && (
              <AmendDialog
                targets={targets}
                version={week.version}
                keepFirst={targets.length > 1}
                onClose={() => setAmending(false)}
                onDone={(changed, kept) => {
                  setAmending(false)
                  setPicked(new Set())
                  const stay = kept === 0 ? '' : ` ${kept} stood already and stay.`
                  notifications.show({
                    message: `${changed} ${changed === 1 ? 'mark is' : 'marks are'} changed.${stay}`,
                  })
                }}
              />
            )}
          </>
        )
      }}
    </Answered>
  )
}

type WeekAnswer = Answer<typeof groupWeek>

function targetsOf({ sessions, lines }: WeekAnswer): readonly AmendTarget[] {
  return lines.flatMap(({ pupilId, preferredName, familyName, codes }) =>
    sessions.flatMap(({ day, half, hasSession }, place) =>
      hasSession
        ? [{ pupilId, name: fullName(preferredName, familyName), day, half, now: codeIfShown(codes[place] ?? null) }]
        : [],
    ),
  )
}

/** The grid: arrow keys move among the marks, Space or Enter chooses one. */
function Grid({
  week,
  picked,
  onToggle,
}: {
  readonly week: WeekAnswer
  readonly picked: ReadonlySet<string>
  readonly onToggle: ((key: string) => void) | undefined
}) {
  const [at, setAt] = useState({ row: 0, column: 0 })
  const table = useRef<HTMLTableElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const [down = 0, right = 0] = STEPS[event.key] ?? []
    if (down === 0 && right === 0) return
    event.preventDefault()
    const next = { row: at.row + down, column: at.column + right }
    const cell = table.current?.querySelector<HTMLElement>(`[data-at="${next.row}:${next.column}"]`)
    if (!cell) return
    setAt(next)
    cell.focus()
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={styles.wrap} aria-label={`Week of ${week.group.name}`} tabIndex={0}>
      <table ref={table} className={styles.week} onKeyDown={onKeyDown}>
        <WeekHead sessions={week.sessions} last="Attended this year" />
        <tbody>
          {week.lines.map((line, row) => (
            <tr key={line.pupilId}>
              <th scope="row" className={styles.name}>
                <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: line.pupilId } }}>
                  {fullName(line.preferredName, line.familyName)}
                </PageLink>
              </th>
              {week.sessions.map(({ day, half, hasSession }, column) => {
                const key = placeOf({ pupilId: line.pupilId, day, half })
                const code = line.codes[column] ?? null
                if (!hasSession)
                  return (
                    <td key={key} className={styles.closed}>
                      <span className="visually-hidden">closed</span>
                    </td>
                  )
                return (
                  <td key={key} className={styles.cell}>
                    {onToggle === undefined ? (
                      <SmallMark code={code} />
                    ) : (
                      <button
                        type="button"
                        data-at={`${row}:${column}`}
                        tabIndex={at.row === row && at.column === column ? 0 : -1}
                        aria-pressed={picked.has(key)}
                        className={styles.pick}
                        onFocus={() => setAt({ row, column })}
                        onClick={() => onToggle(key)}
                      >
                        <span className="visually-hidden">
                          {fullName(line.preferredName, line.familyName)}, {shortDay(day)} {half}:{' '}
                        </span>
                        <SmallMark code={code} />
                      </button>
                    )}
                  </td>
                )
              })}
              <td className={styles.rate}>{line.tally.attendedOf}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}
