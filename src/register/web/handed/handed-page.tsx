import { Button, SegmentedControl, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { readHanded, setAsideHanded, takeOverHanded } from '../../contract.ts'
import { ACT_WORDS } from '../pupil/change-words.ts'
import styles from './handed.module.css'
import { HANDED_LOOK, registerName, takenWords, whenOf } from './handed-words.ts'

type Read = Answer<typeof readHanded>
type Line = Read['lines'][number]

/** One register that was handed over, pupil by pupil beside what stands: the office takes it over in one act or sets it aside. */
export function Page() {
  const schoolId = useSchoolId()
  const { handedId } = usePageParams(z.object({ handedId: uuidShape('No such register.') }))
  const asked = useOperation(readHanded, { params: { schoolId, handedId } })
  return (
    <Answered question={asked}>
      {(read) => (
        <>
          <PageHeader
            title={registerName(read.handed)}
            above="Taken without a connection"
            lead={`Taken by ${read.handed.by.name}, ${read.handed.by.position}, ${takenWords(read.handed)}; received at ${timeText(read.handed.receivedAt)} on ${longDayText(read.handed.receivedAt)}, too late to be saved.`}
            actions={
              <PageLink there={{ to: '/register/$groupId/$day/$half', params: addressOf(read) }}>
                The register as it is
              </PageLink>
            }
          />
          {read.handed.state === 'waiting' ? (
            <Deciding key={read.version} read={read} onAgain={() => void asked.refetch()} />
          ) : (
            <Decided read={read} />
          )}
        </>
      )}
    </Answered>
  )
}

function addressOf({ handed: { groupId, day, half } }: Read) {
  return { groupId, day, half }
}

function Decided({ read: { handed } }: { readonly read: Read }) {
  const { decided, state } = handed
  if (decided === null) return null
  const what = state === 'set-aside' ? (decided.reason ?? '') : `Marks taken over: ${decided.changed}.`
  return (
    <EmptyState
      title={`${HANDED_LOOK[state].word} by ${decided.by.name}`}
      because={`At ${timeText(decided.at)} on ${longDayText(decided.at)}. ${what}`}
    />
  )
}

function Deciding({ read, onAgain }: { readonly read: Read; readonly onAgain: () => void }) {
  const { handed, lines, version } = read
  const schoolId = useSchoolId()
  const go = useGo()
  const differing = lines.filter(({ same, onRoll }) => !same && onRoll)
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(
    () => new Set(differing.filter(({ unlooked, inGroup }) => unlooked && inGroup).map(({ pupilId }) => pupilId)),
  )
  const [asideOpen, setAsideOpen] = useState(false)
  const onDone = ({ changed }: { readonly changed: number }) => {
    notifications.show({ message: changed === 1 ? '1 mark is entered.' : `${changed} marks are entered.` })
    go({ to: '/registers' })
  }
  const takeOver = useAct(takeOverHanded, { onDone })
  const aside = useAct(setAsideHanded, { onDone: () => go({ to: '/registers' }) })
  const params = { schoolId, handedId: handed.id }
  const pupilIds = differing.flatMap(({ pupilId }) => (theirs.has(pupilId) ? [pupilId] : []))
  const choose = (id: string, take: boolean) =>
    setTheirs((last) => new Set(take ? [...last, id] : [...last].filter((one) => one !== id)))
  return (
    <>
      <ProblemAlert
        error={takeOver.error}
        action={
          <Button size="xs" variant="default" onClick={onAgain}>
            Look again
          </Button>
        }
      />
      <Section title="Where they differ" note={agreeing(lines)}>
        {differing.length === 0 ? (
          <EmptyState
            title="Nothing differs"
            because="Every mark that was taken says what the register says already."
          />
        ) : (
          <ul className={styles.lines}>
            {differing.map((line) => (
              <Difference
                key={line.pupilId}
                line={line}
                day={handed.day}
                taken={theirs.has(line.pupilId)}
                onChoose={(take) => choose(line.pupilId, take)}
              />
            ))}
          </ul>
        )}
        <Strangers lines={lines} />
        <div className={styles.foot}>
          <Button
            loading={takeOver.isPending}
            onClick={() => takeOver.mutate({ params, body: { key: newKey(), version, pupilIds } })}
          >
            {pupilIds.length === 0
              ? 'Keep the register as it is'
              : `Take over ${pupilIds.length === 1 ? '1 mark' : `${pupilIds.length} marks`}`}
          </Button>
          <Button variant="default" onClick={() => setAsideOpen(true)}>
            Set it aside
          </Button>
        </div>
      </Section>
      <ConfirmWithReason
        opened={asideOpen}
        onClose={() => setAsideOpen(false)}
        title="Set this register aside"
        confirmLabel="Set it aside"
        pending={aside.isPending}
        error={aside.error}
        onConfirm={(reason) => aside.mutate({ params, body: { key: newKey(), reason } })}
      >
        <Text>No mark changes. {handed.by.name} sees the reason.</Text>
      </ConfirmWithReason>
    </>
  )
}

function agreeing(lines: readonly Line[]): string {
  const same = lines.filter((line) => line.same).length
  if (same === 0) return ''
  return same === 1 ? '1 mark says the same already' : `${same} marks say the same already`
}

function Difference({
  line,
  day,
  taken,
  onChoose,
}: {
  readonly line: Line
  readonly day: string
  readonly taken: boolean
  readonly onChoose: (take: boolean) => void
}) {
  const { name, now, theirs, inGroup } = line
  const details = Object.values(theirs.details).join(', ')
  return (
    <li className={styles.line}>
      <span className={styles.who}>
        <b>{name}</b>
        {!inGroup && <span className={styles.label}>Was in another group that day</span>}
      </span>
      <span>
        <span className={styles.label}>The register says</span>
        <CodeBadge code={now?.code ?? '-'} />{' '}
        <span className={styles.quiet}>
          {now === null ? 'no mark' : `${ACT_WORDS[now.act]}, ${now.by.name}, ${whenOf(now.at, day)}`}
        </span>
      </span>
      <span>
        <span className={styles.label}>Was taken</span>
        <CodeBadge code={theirs.code} /> <span className={styles.quiet}>{details}</span>
      </span>
      <SegmentedControl
        className={styles.choice ?? ''}
        aria-label={`Which mark for ${name}`}
        value={taken ? 'theirs' : 'now'}
        onChange={(value) => onChoose(value === 'theirs')}
        data={[
          { value: 'now', label: now === null ? 'Leave blank' : `Keep ${now.code}` },
          { value: 'theirs', label: `Take ${theirs.code}` },
        ]}
      />
    </li>
  )
}

function Strangers({ lines }: { readonly lines: readonly Line[] }) {
  const strangers = lines.filter(({ onRoll }) => !onRoll).length
  if (strangers === 0) return null
  return (
    <Text mt="sm">
      {strangers === 1 ? '1 mark is of a pupil' : `${strangers} marks are of pupils`} who were not on roll that day, and
      cannot be entered.
    </Text>
  )
}
