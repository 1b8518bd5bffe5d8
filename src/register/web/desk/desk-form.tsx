import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import type { DayClock } from '../../../law/day-clock.ts'
import { codeIfShown } from '../../../law/reason-category.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { useNow } from '../../../ui/clock.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { TextField } from '../../../ui/components/fields.tsx'
import { PersonAvatar } from '../../../ui/components/person-avatar.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { ProblemError } from '../../../ui/problem.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { signBack, signInLate, signOut } from '../../contract.ts'
import { type ArrivalPreview, arrivalWords, previewArrival } from '../../rules/screen/arrival-preview.ts'
import { yearWords } from '../year-words.ts'
import styles from './desk.module.css'
import { nameHere, PLACE_LOOK, type PupilHere } from './places.ts'

type Deed = 'in' | 'out' | 'back'

const REASONS: Readonly<Record<Deed, readonly string[]>> = {
  in: ['Overslept', 'Bus or train late', 'Traffic', 'Medical appointment', 'Family reason'],
  out: ['Ill, collected', 'Medical appointment', 'Family emergency', 'Off-site lesson'],
  back: [],
}
const DEEDS = [
  { value: 'in', label: 'Arriving' },
  { value: 'out', label: 'Leaving' },
  { value: 'back', label: 'Coming back' },
] as const

/** What people at the desk most likely want with a pupil who is there. */
function likelyDeed({ place }: PupilHere): Deed {
  if (place === 'left-site') return 'back'
  return place === 'on-site' || place === 'late' ? 'out' : 'in'
}

/** One child at the desk: what will be recorded, why, and the button that does it. */
export function DeskForm({
  pupil,
  clock,
  onDone,
  onCancel,
}: {
  readonly pupil: PupilHere
  readonly clock: DayClock | undefined
  readonly onDone: (words: string) => void
  readonly onCancel: () => void
}) {
  const [deed, setDeed] = useState<Deed>(() => likelyDeed(pupil))
  const [reason, setReason] = useState('')
  const { act, error, pending, insist } = useDesk(pupil, { deed, reason, onDone })
  const preview = usePreview(pupil, clock)
  const nothingToSignIn = deed === 'in' && preview?.mark === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!nothingToSignIn) act(false)
  }
  return (
    <form className={styles.card} onSubmit={submit} aria-label={`${nameHere(pupil)} at the desk`}>
      <div className={styles.who}>
        <PersonAvatar name={nameHere(pupil)} />
        <div>
          <h2>{nameHere(pupil)}</h2>
          <Text c="dimmed" size="sm">
            {pupil.groupName ?? 'No group'}, {yearWords(pupil.yearGroup)}
          </Text>
        </div>
        <StatusPill tone={PLACE_LOOK[pupil.place].tone}>
          {PLACE_LOOK[pupil.place].word}
          {pupil.time !== null && ` ${pupil.time}`}
        </StatusPill>
      </div>
      <Stack gap="md">
        <ProblemAlert
          error={error}
          action={
            insist && (
              <Button variant="default" onClick={() => act(true)}>
                They have only just come: sign in late
              </Button>
            )
          }
        />
        <SegmentedControl
          aria-label="What they are doing"
          value={deed}
          data={DEEDS.map(({ value, label }) => ({ value, label }))}
          onChange={(value) => setDeed(DEEDS.find((one) => one.value === value)?.value ?? 'in')}
        />
        {deed === 'in' && preview !== undefined && <Preview yearGroup={pupil.yearGroup} preview={preview} />}
        {deed !== 'back' && !nothingToSignIn && <Reason deed={deed} reason={reason} onReason={setReason} />}
        <Group>
          {!nothingToSignIn && (
            <Button type="submit" size="md" loading={pending} autoFocus>
              {deed === 'in' ? 'Sign in' : deed === 'out' ? 'Sign out' : 'Sign back in'}
            </Button>
          )}
          <Button variant="default" size="md" onClick={onCancel} autoFocus={nothingToSignIn}>
            Not this pupil
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What signing in at this minute would record, by the pupil's own clock; undefined where none was entered. */
function usePreview(pupil: PupilHere, clock: DayClock | undefined): ArrivalPreview | undefined {
  const now = useNow(5)
  if (clock === undefined) return undefined
  const { time } = schoolTime(now.toISOString() as Moment)
  return previewArrival(clock, codeIfShown(pupil.code), time)
}

/** The mark that will result, and the pupil's own clock. */
function Preview({ yearGroup, preview }: { readonly yearGroup: string; readonly preview: ArrivalPreview }) {
  return (
    <p className={styles.preview}>
      {preview.mark !== null && <CodeBadge code={preview.mark} size="large" />}
      <span role="status">
        {arrivalWords(preview)}{' '}
        <span className={styles.quiet}>
          {yearWords(yearGroup)}: {preview.opens} to {preview.closes}.
        </span>
      </span>
    </p>
  )
}

function Reason({
  deed,
  reason,
  onReason,
}: {
  readonly deed: Deed
  readonly reason: string
  readonly onReason: (reason: string) => void
}) {
  return (
    <div>
      <TextField
        id="desk-reason"
        name="reason"
        label={deed === 'in' ? 'Why they are late' : 'Why they leave'}
        optional={deed === 'in'}
        value={reason}
        onChange={onReason}
      />
      <Group gap="xs" mt="xs" role="group" aria-label="Reasons often given">
        {REASONS[deed].map((one) => (
          <Button key={one} size="xs" variant="default" aria-pressed={reason === one} onClick={() => onReason(one)}>
            {one}
          </Button>
        ))}
      </Group>
    </div>
  )
}

function useDesk(
  pupil: PupilHere,
  of: { readonly deed: Deed; readonly reason: string; readonly onDone: (words: string) => void },
) {
  const schoolId = useSchoolId()
  const { deed, onDone } = of
  const reason = of.reason.trim()
  const [lacksReason, setLacksReason] = useState(false)
  const says = { onDone: ({ message }: { message: string }) => onDone(message) }
  const arrive = useAct(signInLate, says)
  const leave = useAct(signOut, says)
  const back = useAct(signBack, says)
  const act = (evenThoughPresent: boolean) => {
    const base = { key: newKey(), pupilId: pupil.pupilId }
    setLacksReason(deed === 'out' && reason === '')
    if (deed === 'back') back.mutate({ params: { schoolId }, body: base })
    else if (deed === 'in')
      arrive.mutate({
        params: { schoolId },
        body: { ...base, evenThoughPresent, ...(reason === '' ? {} : { reason }) },
      })
    else if (reason === '') document.getElementById('desk-reason')?.focus()
    else leave.mutate({ params: { schoolId }, body: { ...base, reason } })
  }
  const error = { in: arrive.error, out: leave.error, back: back.error }[deed]
  return {
    act,
    error: lacksReason ? new ProblemError(NO_REASON) : error,
    pending: arrive.isPending || leave.isPending || back.isPending,
    insist: deed === 'in' && error instanceof ProblemError && error.code === 'register.already-present',
  }
}

const NO_REASON = {
  title: 'Not done',
  status: 400,
  code: 'register.reason-needed',
  detail: 'Write why they leave: it is kept with the mark.',
}
