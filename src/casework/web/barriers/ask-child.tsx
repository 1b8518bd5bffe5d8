import { Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useBlocker, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { signOut } from '../../../identity/contract.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { handOver, useHandedOver } from '../../../ui/handed-over.ts'
import { useMe } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  type Answers,
  caseBarriers,
  childsScreen,
  giveScreen,
  keepChildsAnswers,
  openChildsAnswers,
  QUESTIONS_NOW,
  questionSet,
  SCREEN_CODE,
} from '../../contract.ts'
import { forgetInTab, type InTab } from './answers-in-tab.ts'
import { ChildsAnswers } from './childs-answers.tsx'
import { ChildsSteps } from './childs-steps.tsx'
import { CodeField } from './code-field.tsx'
import { GiveBack, ScreenWithChild } from './give-back.tsx'
import { bodyOfAnswers } from './given-answers.ts'
import { type Safety, SafetyChoice } from './safety-choice.tsx'
import { isEmpty, type Sending, useTab } from './use-sending.ts'
import { WhoIsTold } from './who-is-told.tsx'

const NOTHING: Answers = { answers: [], words: [] }

/**
 * A child answers on a page with nothing else on it. A member of staff gives the screen away with a code of their own choosing, and takes it back
 * with it; meanwhile the server does nothing for this sign-in but what this page needs. What the child answered is sent as soon as they are done, for
 * those alone who look after safety; what it means for the child's safety is decided once the screen is back, and not under the child's eyes.
 */
export function AskChild({ caseId, onPaper }: { readonly caseId: string; readonly onPaper: ReactNode }) {
  const [isPaper, setIsPaper] = useState(false)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const remembered = useHandedOver()
  const { handed: known } = useMe()
  const handed = known?.path ?? remembered
  const sending = useTab(caseId)
  const { tab, put } = sending
  const keep = useKeep(caseId)
  const isAway = tab !== undefined && !keep.done && (tab.back || handed !== undefined || !isEmpty(tab.answers))
  // Another time that the screen is away, from another tab, is not this tab's.
  const isOther = known !== undefined && known.params.assessmentId !== tab?.assessmentId
  // A child who presses “back” loses nothing and comes nowhere. Once somebody has signed out in another tab there is no way but to sign in.
  useBlocker({
    shouldBlockFn: ({ next }) => isAway && next.pathname !== '/sign-in',
    enableBeforeUnload: isAway && tab.sent !== true,
  })
  if (isOther) return <ScreenWithChild />
  if (tab?.back === true) return <BeforeKeeping {...{ tab, keep, sending }} />
  if (handed !== undefined && tab !== undefined && handed === path) return <WithTheChild {...{ tab, keep, sending }} />
  if (handed !== undefined) return <ScreenWithChild />
  // Somebody has signed in since, and did not show that they know the code.
  if (tab !== undefined && !isEmpty(tab.answers)) return <LeftInTab {...{ tab, keep }} />
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

/** The child's own pages. All that they ask of the server is what the child is called, and who looks after safety. */
function WithTheChild({ tab, keep, sending }: Of & { readonly sending: Sending }) {
  const { put } = sending
  const params = { schoolId: useSchoolId(), caseId: tab.caseId, assessmentId: tab.assessmentId }
  const { data } = useOperation(childsScreen, { params })
  const client = useQueryClient()
  // What this tab has read of children until now is not for the child.
  useEffect(() => client.removeQueries({ type: 'inactive' }), [client])
  const set = questionSet(QUESTIONS_NOW, 'pupil')
  if (set === undefined) return null
  const lead = data?.lead ?? null
  if (!tab.done)
    return (
      <ChildsSteps
        set={set}
        child={data?.child ?? ''}
        lead={lead}
        step={tab.step}
        answers={tab.answers}
        onChange={(next) => put({ ...tab, ...next })}
        onDone={() => put({ ...tab, done: true })}
      />
    )
  if (sending.waits && sending.error === null)
    return (
      <PageHeader title="One moment" lead="Your answers are on their way. Please wait, and leave this page open." />
    )
  return (
    <Stack gap="md" maw="44rem" mx="auto">
      {sending.waits ? (
        <>
          <PageHeader
            title="Your answers have not gone yet"
            lead="Please leave this page open, and tell the grown-up who gave you the screen. It tries again by itself."
          />
          <ProblemAlert error={sending.error} />
          <Group>
            <Button size="md" loading={sending.isSending} onClick={sending.again}>
              Try again
            </Button>
          </Group>
        </>
      ) : (
        <PageHeader
          title="Thank you"
          lead="That helps us to make school better for you. Please give the screen back now."
        />
      )}
      <WhoIsTold lead={lead} />
      <GiveBack
        onBack={(answered) =>
          put(answered === null ? { ...tab, back: true } : { ...tab, back: true, sent: true, answers: answered })
        }
        onForgotten={() => keep.leave(sending.waits)}
        error={keep.error}
        isPending={keep.isPending}
      >
        <p>
          {sending.waits
            ? 'For staff: the answers stay in this tab until it is closed. Without the code, sign in again in this tab, and keep them then.'
            : 'For staff: the answers are kept. Without the code, only those who look after safety read them.'}
        </p>
      </GiveBack>
    </Stack>
  )
}

/** Keeps the answers, then goes to the case, or to the sign-in page. */
function useKeep(caseId: string) {
  const schoolId = useSchoolId()
  const goTo = useGo()
  const [done, setDone] = useState(false)
  const [key] = useState(newKey)
  const leave = useAct(signOut)
  const open = useAct(openChildsAnswers)
  const unread = useAct(keepChildsAnswers)
  const end = () => {
    setDone(true)
    forgetInTab()
    // Once the blocker has heard that nothing can be lost any more.
    setTimeout(() => goTo({ to: '/cases/$caseId', params: { caseId }, search: { part: 'barriers' } }))
  }
  return {
    done,
    error: open.error ?? unread.error ?? leave.error,
    isPending: open.isPending || unread.isPending || leave.isPending,
    end,
    /** Signs out. What the server does not have stays in the tab, for whoever signs in there again. */
    leave: (waits: boolean) => {
      if (!waits) {
        setDone(true)
        forgetInTab()
      }
      leave.mutate({})
    },
    /** In the case too, by whoever has looked through them and says that they are not about safety. */
    open: ({ assessmentId }: InTab) =>
      open.mutate({ params: { schoolId, caseId, assessmentId }, body: { key } }, { onSuccess: end }),
    /** For those alone who look after safety, by somebody who has not seen them. */
    unread: ({ assessmentId, answers }: InTab) =>
      unread.mutate(
        {
          params: { schoolId, caseId, assessmentId },
          body: { version: QUESTIONS_NOW, ...bodyOfAnswers(answers) },
        },
        { onSuccess: end },
      ),
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

/** What a member of staff decides once the child has gone. Until then, and where nobody does, the answers are for those who look after safety. */
function BeforeKeeping({ tab, keep, sending }: Of & { readonly sending: Sending }) {
  const [safety, setSafety] = useState<Safety>()
  const [tried, setTried] = useState(false)
  const schoolId = useSchoolId()
  const { caseId, answers } = tab
  const { data } = useOperation(caseBarriers, { params: { schoolId, caseId } })
  const name = data?.child ?? 'the child'
  if (isEmpty(answers))
    return (
      <Stack gap="md" align="flex-start">
        <PageHeader title={`What ${name} answered`} lead="Nothing was answered. There is nothing to keep." />
        <Button variant="default" onClick={keep.end}>
          Back to the case
        </Button>
      </Stack>
    )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (safety === 'no') keep.open(tab)
        if (safety === 'yes') keep.end()
      }}
    >
      <Stack gap="md" maw="50rem" align="flex-start">
        <PageHeader
          title={`What ${name} answered`}
          lead={`Read it when ${name} does not look on, then say who else may read it.`}
        />
        <ChildsAnswers name={name} answers={answers} />
        <SafetyChoice
          value={safety}
          onChange={setSafety}
          error={tried && safety === undefined ? 'Choose one of the two.' : undefined}
        />
        <ProblemAlert error={sending.error ?? keep.error} />
        <p>
          {sending.waits
            ? 'The answers are not kept yet. This page sends them by itself: leave it open.'
            : 'The answers are kept already, for those who look after safety. If you close this page, that stays so.'}
        </p>
        {/* There is no throwing away: whoever holds the screen may be the one that the answers are about. */}
        <Button type="submit" disabled={sending.waits} loading={keep.isPending}>
          Save this decision
        </Button>
      </Stack>
    </form>
  )
}

/** After a new sign-in: the answers are still in this tab, and nobody has shown that they may read them. */
function LeftInTab({ tab, keep }: Of) {
  if (tab.sent === true)
    return (
      <Stack gap="md" maw="var(--fb-measure)" align="flex-start">
        <PageHeader
          title="The screen was taken back"
          lead="What the child answered is kept, for those who look after safety. Whoever gave the code decides who else may read it."
        />
        <Button size="md" onClick={keep.end}>
          Back to the case
        </Button>
      </Stack>
    )
  return (
    <Stack gap="md" maw="var(--fb-measure)" align="flex-start">
      <PageHeader
        title="A child’s answers are still in this tab"
        lead="The screen was taken back without the code. They can be kept, unread: then those read them who look after safety."
      />
      <ProblemAlert error={keep.error} />
      <Button size="md" loading={keep.isPending} onClick={() => keep.unread(tab)}>
        Keep them for those who look after safety
      </Button>
    </Stack>
  )
}
