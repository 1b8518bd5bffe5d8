import { useEffect, useRef, useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ProblemError } from '../../../ui/problem.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type Answers, keepChildsAnswers, QUESTIONS_NOW } from '../../contract.ts'
import { type InTab, keepInTab, readInTab } from './answers-in-tab.ts'
import { bodyOfAnswers } from './given-answers.ts'

const AGAIN_AFTER = 10_000

export function isEmpty({ answers, words, declined = [] }: Answers): boolean {
  return answers.length + words.length + declined.length === 0
}

/** What this tab has of the answers, kept over a reload, and sent to the server as soon as the child is done or the screen is back. */
export function useTab(caseId: string) {
  const schoolId = useSchoolId()
  const [tab, setTab] = useState(() => readInTab(caseId))
  const latest = useRef(tab)
  const put = (next: InTab) => {
    latest.current = next
    keepInTab(next)
    setTab(next)
  }
  const send = useAct(keepChildsAnswers, {
    refreshes: [],
    onDone: (_, { params }) => {
      const now = latest.current
      if (now?.assessmentId === params.assessmentId) put({ ...now, sent: true })
    },
  })
  const waits = tab !== undefined && (tab.done || tab.back) && tab.sent !== true && !isEmpty(tab.answers)
  const [tries, setTries] = useState(0)
  const { mutate } = send
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each try; what is sent changes no more once the child is done
  useEffect(() => {
    if (!waits) return
    const { assessmentId, answers } = tab
    // What is kept twice is kept once: the id of the answers is its key.
    mutate({
      params: { schoolId, caseId, assessmentId },
      body: { version: QUESTIONS_NOW, ...bodyOfAnswers(answers) },
    })
    const timer = setTimeout(() => setTries((before) => before + 1), AGAIN_AFTER)
    return () => clearTimeout(timer)
  }, [waits, tries])
  return {
    tab,
    put,
    /** Whether something is still to be sent. */
    waits,
    error: waits ? send.error : null,
    isSending: send.isPending,
    /** Whether the server will not keep them, as where the case was closed meanwhile. */
    isRefused: waits && send.error instanceof ProblemError,
    again: () => setTries((before) => before + 1),
  }
}

export type Sending = ReturnType<typeof useTab>
