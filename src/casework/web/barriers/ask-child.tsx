import { Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useBlocker, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { signOut } from '../../../identity/contract.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { CheckField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { handOver, useHandedOver } from '../../../ui/handed-over.ts'
import { useMe } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  type Answers,
  assessDifficulties,
  caseBarriers,
  childsScreen,
  giveScreen,
  keepChildsAnswers,
  QUESTIONS_NOW,
  questionSet,
  SCREEN_CODE,
} from '../../contract.ts'
import { bodyOfAnswers } from './answers-body.ts'
import { forgetInTab, type InTab, keepInTab, readInTab } from './answers-in-tab.ts'
import { ChildsAnswers } from './childs-answers.tsx'
import { ChildsSteps } from './childs-steps.tsx'
import { CodeField } from './code-field.tsx'
import { GiveBack, ScreenWithChild } from './give-back.tsx'

const NOTHING: Answers = { answers: [], words: [] }

function isEmpty({ answers, words, declined = [] }: Answers): boolean {
  return answers.length + words.length + declined.length === 0
}

/** What this tab has of the answers, kept over a reload. */
function useTab(caseId: string) {
  const [tab, setTab] = useState(() => readInTab(caseId))
  return {
    tab,
    put: (next: InTab) => {
      keepInTab(next)
      setTab(next)
    },
  }
}

/**
 * A child answers on a page with nothing else on it. A member of staff gives the screen away with a code of their own choosing, and takes it back
 * with it; meanwhile the server does nothing for this sign-in but what this page needs. What the answers mean for the child's safety is decided
 * then, and not under the child's eyes.
 */
export function AskChild({ caseId, onPaper }: { readonly caseId: string; readonly onPaper: ReactNode }) {
  const [isPaper, setIsPaper] = useState(false)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const remembered = useHandedOver()
  const { handed: known } = useMe()
  const handed = known?.path ?? remembered
  const { tab, put } = useTab(caseId)
  const keep = useKeep(caseId)
  const isAway = tab !== undefined && !keep.done && (tab.back || handed !== undefined || !isEmpty(tab.answers))
  // Another time that the screen is away, from another tab, is not this tab's.
  const isOther = known !== undefined && known.params.assessmentId !== tab?.assessmentId
  // A child who presses “back” loses nothing and comes nowhere. Once somebody has signed out in another tab there is no way but to sign in.
  useBlocker({ shouldBlockFn: ({ next }) => isAway && next.pathname !== '/sign-in', enableBeforeUnload: isAway })
  if (isOther) return <ScreenWithChild />
  if (tab?.back === true) return <BeforeKeeping tab={tab} keep={keep} />
  if (handed !== undefined && tab !== undefined && handed === path)
    return <WithTheChild tab={tab} put={put} keep={keep} />
  if (handed !== undefined) return <ScreenWithChild />
  // Somebody has signed in since, and did not show that they know the code.
  if (tab !== undefined && !isEmpty(tab.answers)) return <LeftInTab tab={tab} keep={keep} />
  if (isPaper) return onPaper
  return (
    <GiveAway
      caseId={caseId}
      onPaper={() => setIsPaper(true)}
      onGiven={(assessmentId) => {
        handOver(path)
        put({ caseId, assessmentId, step: 0, done: false, back: false, answers: NOTHING })
      }}
    />
  )
}

interface Of {
  readonly tab: InTab
  readonly keep: ReturnType<typeof useKeep>
}

/** The child's own pages. All that they ask of the server is what the child is called. */
function WithTheChild({ tab, put, keep }: Of & { readonly put: (next: InTab) => void }) {
  const params = { schoolId: useSchoolId(), caseId: tab.caseId, assessmentId: tab.assessmentId }
  const { data } = useOperation(childsScreen, { params })
  const client = useQueryClient()
  // What this tab has read of children until now is not for the child.
  useEffect(() => client.removeQueries({ type: 'inactive' }), [client])
  const set = questionSet(QUESTIONS_NOW, 'pupil')
  if (set === undefined) return null
  if (!tab.done)
    return (
      <ChildsSteps
        set={set}
        child={data?.child ?? ''}
        step={tab.step}
        answers={tab.answers}
        onChange={(next) => put({ ...tab, ...next })}
        onDone={() => put({ ...tab, done: true })}
      />
    )
  return (
    <Stack gap="md" maw="44rem" mx="auto">
      <PageHeader
        title="Thank you"
        lead="That helps us to make school better for you. Please give the screen back now."
      />
      <GiveBack
        onBack={() => put({ ...tab, back: true })}
        // Nobody looks through them before they are kept, so that only those read them who look after safety.
        onForgotten={() => keep.unread(tab, 'sign-in')}
        error={keep.error}
        isPending={keep.isPending}
      >
        <p>Without the code, only those who look after safety read the answers.</p>
      </GiveBack>
    </Stack>
  )
}

/** Keeps the answers, then goes to the case, or to the sign-in page. */
function useKeep(caseId: string) {
  const schoolId = useSchoolId()
  const goTo = useGo()
  const day = dayText(useNow(3600))
  const [done, setDone] = useState(false)
  const leave = useAct(signOut)
  const read = useAct(assessDifficulties)
  const unread = useAct(keepChildsAnswers)
  const end = (next: 'case' | 'sign-in') => {
    setDone(true)
    forgetInTab()
    if (next === 'sign-in') return leave.mutate({})
    // Once the blocker has heard that nothing can be lost any more.
    setTimeout(() => goTo({ to: '/cases/$caseId', params: { caseId }, search: { part: 'barriers' } }))
  }
  return {
    done,
    error: read.error ?? unread.error ?? leave.error,
    isPending: read.isPending || unread.isPending || leave.isPending,
    end,
    /** By whoever has looked through them, and says whether they are about safety. */
    read: ({ assessmentId, answers }: InTab, { restricted }: { readonly restricted: boolean }) =>
      read.mutate(
        {
          params: { schoolId, caseId },
          body: {
            ...{
              key: assessmentId,
              assessmentId,
              who: 'pupil',
              version: QUESTIONS_NOW,
              way: 'screen',
              day,
              restricted,
            },
            ...bodyOfAnswers(answers),
          },
        },
        { onSuccess: () => end('case') },
      ),
    /** By nobody who has: for those alone who look after safety. */
    unread: ({ assessmentId, answers }: InTab, next: 'case' | 'sign-in') => {
      if (isEmpty(answers)) return end(next)
      unread.mutate(
        {
          params: { schoolId, caseId, assessmentId },
          body: { version: QUESTIONS_NOW, ...bodyOfAnswers(answers) },
        },
        { onSuccess: () => end(next) },
      )
    },
  }
}

function GiveAway({
  caseId,
  onPaper,
  onGiven,
}: {
  readonly caseId: string
  readonly onPaper: () => void
  readonly onGiven: (assessmentId: string) => void
}) {
  const schoolId = useSchoolId()
  const asked = useOperation(caseBarriers, { params: { schoolId, caseId } })
  const [assessmentId] = useState(newKey)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const give = useAct(giveScreen, {
    refreshes: [],
    onDone: () => {
      onGiven(assessmentId)
    },
  })
  return (
    <Answered question={asked}>
      {({ child }) => (
        <form
          noValidate
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            if (SCREEN_CODE.test(code)) give.mutate({ params: { schoolId, caseId }, body: { assessmentId, code } })
          }}
        >
          <Stack gap="md" maw="var(--fb-measure)">
            <PageHeader
              title={`Give the screen to ${child}`}
              above={<PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>Back to the case</PageLink>}
              lead="The menu, your account and the case go away, in every tab of this browser. Until you take the screen back, your sign-in can do nothing here but ask these questions."
            />
            <p>
              Choose a code for now, and do not let {child} see it. You take the screen back with it. Then you decide
              whether something in the answers is about safety.
            </p>
            <ProblemAlert error={give.error} />
            <CodeField
              label="Code of four to eight digits"
              value={code}
              onChange={setCode}
              error={tried && !SCREEN_CODE.test(code) ? 'Choose four to eight digits.' : undefined}
            />
            <Group>
              <Button type="submit" size="md" loading={give.isPending}>
                Give it to {child}
              </Button>
              <Button size="md" variant="default" onClick={onPaper}>
                Copy answers from paper
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Answered>
  )
}

/** What a member of staff adds once the child has gone. */
function BeforeKeeping({ tab, keep }: Of) {
  const [restricted, setRestricted] = useState(false)
  const schoolId = useSchoolId()
  const { caseId, answers } = tab
  const { data } = useOperation(caseBarriers, { params: { schoolId, caseId } })
  const name = data?.child ?? 'the child'
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
      {!isEmpty(answers) && (
        <CheckField
          id="restricted"
          name="restricted"
          label="Something here is about the child’s safety"
          hint="Only those who look after safety read these answers then. Tell the safeguarding lead today as well."
          value={restricted}
          onChange={setRestricted}
        />
      )}
      <ProblemAlert error={keep.error} />
      <Group>
        {isEmpty(answers) ? (
          <Button variant="default" onClick={() => keep.end('case')}>
            Back to the case
          </Button>
        ) : (
          // There is no throwing away: whoever holds the screen may be the one that the answers are about.
          <Button loading={keep.isPending} onClick={() => keep.read(tab, { restricted })}>
            Keep the answers
          </Button>
        )}
      </Group>
    </Stack>
  )
}

/** After a new sign-in: the answers are still in this tab, and nobody has shown that they may read them. */
function LeftInTab({ tab, keep }: Of) {
  return (
    <Stack gap="md" maw="var(--fb-measure)" align="flex-start">
      <PageHeader
        title="A child’s answers are still in this tab"
        lead="The screen was taken back without the code. They can be kept, unread: then those read them who look after safety."
      />
      <ProblemAlert error={keep.error} />
      <Button size="md" loading={keep.isPending} onClick={() => keep.unread(tab, 'case')}>
        Keep them for those who look after safety
      </Button>
    </Stack>
  )
}
