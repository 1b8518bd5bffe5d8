import { Button, Group, Stack } from '@mantine/core'
import { useBlocker, useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { signOut } from '../../../identity/contract.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { CheckField, TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { handOver, takeBack, useHandedOver } from '../../../ui/handed-over.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type Answers, assessDifficulties, QUESTIONS_NOW, type QuestionSet, questionSet } from '../../contract.ts'
import { bodyOfAnswers } from './answers-body.ts'
import { forgetInTab, type InTab, keepInTab, readInTab } from './answers-in-tab.ts'
import { ChildsAnswers } from './childs-answers.tsx'
import type { Hard } from './hard.ts'
import { QuestionsForm } from './questions-form.tsx'

interface Of {
  readonly caseId: string
  readonly hard: Hard
}

/** Who has the screen, and what the child has answered so far. The code stays in this tab (`answers-in-tab.ts`) and is never sent. */
type Step =
  | { readonly at: 'staff' }
  | { readonly at: 'child'; readonly code: string }
  | { readonly at: 'thanks'; readonly code: string; readonly answers: Answers }
  | { readonly at: 'back'; readonly answers: Answers }

const NOTHING: Answers = { answers: [], words: [] }

/**
 * A page that was loaded again goes on where the child was, with what was answered. Where the cover has gone meanwhile, since somebody signed out in
 * another tab, the answers wait for the code all the same: nobody has read them yet.
 */
function stepOf(begun: InTab | undefined, { isHanded }: { readonly isHanded: boolean }): Step {
  if (begun === undefined) return { at: 'staff' }
  const { code, answers, done } = begun
  if (isHanded && !done) return { at: 'child', code }
  return isHanded || !isEmpty(answers) ? { at: 'thanks', code, answers } : { at: 'staff' }
}

function isEmpty({ answers, words, declined = [] }: Answers): boolean {
  return answers.length + words.length + declined.length === 0
}

/**
 * A child answers on a page with nothing else on it. A member of staff gives the screen away with a code of their own choosing, and takes it back
 * with it; what the answers mean for the child's safety is decided then, and not under the child's eyes.
 */
export function AskChild({ caseId, hard, onPaper }: Of & { readonly onPaper: ReactNode }) {
  const [isPaper, setIsPaper] = useState(false)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const handed = useHandedOver()
  const [begun] = useState(() => readInTab(caseId))
  const [step, setStep] = useState<Step>(() => stepOf(begun, { isHanded: handed === path }))
  const keep = useKeep(caseId)
  const isAway = step.at !== 'staff'
  // A child who presses “back” loses nothing and comes nowhere.
  useBlocker({ shouldBlockFn: () => isAway && !keep.done, enableBeforeUnload: isAway && !keep.done })
  const set = questionSet(QUESTIONS_NOW, 'pupil')
  if (set === undefined) return null
  const back = { to: '/cases/$caseId', params: { caseId } } as const
  switch (step.at) {
    case 'staff':
      if (handed !== undefined) return <Locked name={hard.child} />
      if (isPaper) return onPaper
      return (
        <GiveAway
          name={hard.child}
          back={back}
          onPaper={() => setIsPaper(true)}
          onGive={(code) => {
            handOver(path)
            keepInTab({ caseId, code, done: false, wrong: 0, answers: NOTHING })
            setStep({ at: 'child', code })
          }}
        />
      )
    case 'child':
      return (
        <Questions
          set={set}
          child={hard.child}
          begun={begun?.answers}
          onChange={(answers) => keepInTab({ caseId, code: step.code, done: false, wrong: 0, answers })}
          onDone={(answers) => {
            keepInTab({ caseId, code: step.code, done: true, wrong: 0, answers })
            setStep({ at: 'thanks', code: step.code, answers })
          }}
        />
      )
    case 'thanks':
      return (
        <Thanks
          code={step.code}
          tried={begun?.code === step.code ? begun.wrong : 0}
          onWrong={(wrong) => keepInTab({ caseId, code: step.code, done: true, wrong, answers: step.answers })}
          onBack={() => setStep({ at: 'back', answers: step.answers })}
          // Nobody looks through them before they are kept, so that only those read them who look after safety.
          onForgotten={() => keep.run(step.answers, { restricted: true }, 'sign-in')}
          error={keep.error}
        />
      )
    default:
      return <BeforeKeeping name={hard.child} answers={step.answers} keep={keep} />
  }
}

function Questions({
  set,
  child,
  begun,
  onChange,
  onDone,
}: {
  readonly set: QuestionSet
  readonly child: string
  readonly begun: Answers | undefined
  readonly onChange: (answers: Answers) => void
  readonly onDone: (answers: Answers) => void
}) {
  return (
    <div style={{ maxWidth: '50rem' }}>
      <PageHeader title={set.title} lead={child} />
      <QuestionsForm
        set={set}
        send="I am done"
        act={{ error: null, isPending: false }}
        begun={begun}
        onChange={onChange}
        onSend={onDone}
      />
    </div>
  )
}

/** Keeps the answers, then lifts the cover: to the case, or to the sign-in page. */
function useKeep(caseId: string) {
  const schoolId = useSchoolId()
  const goTo = useGo()
  const day = dayText(useNow(3600))
  const [ids] = useState(() => ({ key: newKey(), assessmentId: newKey() }))
  const [done, setDone] = useState(false)
  const leave = useAct(signOut)
  const act = useAct(assessDifficulties)
  const end = (next: 'case' | 'sign-in') => {
    setDone(true)
    forgetInTab()
    if (next === 'sign-in') return leave.mutate({})
    takeBack()
    // Once the blocker has heard that nothing can be lost any more.
    setTimeout(() => goTo({ to: '/cases/$caseId', params: { caseId }, search: { part: 'barriers' } }))
  }
  return {
    done,
    error: act.error ?? leave.error,
    isPending: act.isPending || leave.isPending,
    end,
    run: (answers: Answers, { restricted }: { readonly restricted: boolean }, next: 'case' | 'sign-in') => {
      if (isEmpty(answers)) return end(next)
      act.mutate(
        {
          params: { schoolId, caseId },
          body: {
            ...{ ...ids, who: 'pupil', version: QUESTIONS_NOW, way: 'screen', day, restricted },
            ...bodyOfAnswers(answers),
          },
        },
        { onSuccess: () => end(next) },
      )
    },
  }
}

const CODE = /^\d{4,8}$/

function GiveAway({
  name,
  back,
  onPaper,
  onGive,
}: {
  readonly name: string
  readonly back: { readonly to: '/cases/$caseId'; readonly params: { readonly caseId: string } }
  readonly onPaper: () => void
  readonly onGive: (code: string) => void
}) {
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (CODE.test(code)) onGive(code)
      }}
    >
      <Stack gap="md" maw="var(--fb-measure)">
        <PageHeader
          title={`Give the screen to ${name}`}
          above={<PageLink there={back}>Back to the case</PageLink>}
          lead="The menu, your account and the case go away: only the questions are left, in every tab of this browser."
        />
        <p>
          Choose a code for now, and do not let {name} see it. You take the screen back with it. Then you decide whether
          something in the answers is about safety.
        </p>
        <TextField
          id="code"
          name="code"
          label="Code of four to eight digits"
          type="password"
          autoComplete="off"
          width={24}
          value={code}
          onChange={setCode}
          {...(tried && !CODE.test(code) ? { error: 'Choose four to eight digits.' } : {})}
        />
        <Group>
          <Button type="submit" size="md">
            Give it to {name}
          </Button>
          <Button size="md" variant="default" onClick={onPaper}>
            Copy answers from paper
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Wrong codes after which only a sign-in takes the screen back. */
const MOST_WRONG = 5

function Thanks({
  code,
  tried,
  onWrong,
  onBack,
  onForgotten,
  error,
}: {
  readonly code: string
  /** Wrong codes before the page was loaded again. */
  readonly tried: number
  readonly onWrong: (wrong: number) => void
  readonly onBack: () => void
  readonly onForgotten: () => void
  readonly error: Error | null
}) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(tried)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (typed === code && wrong < MOST_WRONG) return onBack()
        setWrong(wrong + 1)
        onWrong(wrong + 1)
        setTyped('')
      }}
    >
      <Stack gap="md" maw="var(--fb-measure)">
        <PageHeader
          title="Thank you"
          lead="That helps us to make school better for you. Please give the screen back now."
        />
        <ProblemAlert error={error} />
        {wrong < MOST_WRONG && (
          <TextField
            id="code"
            name="code"
            label="For staff: your code"
            type="password"
            autoComplete="off"
            width={24}
            value={typed}
            onChange={setTyped}
            {...(wrong > 0 && typed === '' ? { error: 'That is not the code.' } : {})}
          />
        )}
        <p>Without the code, only those who look after safety read the answers.</p>
        <Group>
          {wrong < MOST_WRONG && (
            <Button type="submit" size="md">
              Hand back to a member of staff
            </Button>
          )}
          <Button size="md" variant="default" onClick={onForgotten}>
            Staff: sign in again
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Another tab: what was answered is in the tab that has it. */
function Locked({ name }: { readonly name: string }) {
  const leave = useAct(signOut)
  return (
    <Stack gap="md" align="flex-start">
      <PageHeader
        title="This screen is with a pupil"
        lead={`It was given to ${name}. Go on in the tab with the questions, or give the screen back. What is answered there stays there until that tab is closed.`}
      />
      <ProblemAlert error={leave.error} />
      <Button size="md" loading={leave.isPending} onClick={() => leave.mutate({})}>
        Staff: sign in again
      </Button>
    </Stack>
  )
}

/** What a member of staff adds once the child has gone. */
function BeforeKeeping({
  name,
  answers,
  keep,
}: {
  readonly name: string
  readonly answers: Answers
  readonly keep: ReturnType<typeof useKeep>
}) {
  const [restricted, setRestricted] = useState(false)
  return (
    <Stack gap="md" maw="50rem">
      <PageHeader
        title={`Before you keep what ${name} answered`}
        lead={
          isEmpty(answers)
            ? 'Nothing was answered. There is nothing to keep.'
            : `Read it when ${name} does not look on.`
        }
      />
      <ChildsAnswers name={name} answers={answers} />
      <CheckField
        id="restricted"
        name="restricted"
        label="Something here is about the child’s safety"
        hint="Only those who look after safety read these answers then. Tell the safeguarding lead today as well."
        value={restricted}
        onChange={setRestricted}
      />
      <ProblemAlert error={keep.error} />
      <Group>
        {isEmpty(answers) ? (
          <Button variant="default" onClick={() => keep.end('case')}>
            Back to the case
          </Button>
        ) : (
          // There is no throwing away: whoever holds the screen may be the one that the answers are about.
          <Button loading={keep.isPending} onClick={() => keep.run(answers, { restricted }, 'case')}>
            Keep the answers
          </Button>
        )}
      </Group>
    </Stack>
  )
}
