import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import type { Code } from '../../../law/codes.ts'
import { codeIfShown } from '../../../law/reason-category.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { fieldId } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { ProblemError } from '../../../ui/problem.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { amendConflictShape, amendMarks, faultsShape, type MarkDetails, markHistory } from '../../contract.ts'
import { codeChoices, codeFor, PRESENT } from './code-choices.ts'

export type AmendConflict = z.output<typeof amendConflictShape>
type AmendBody = Input<typeof amendMarks>['body']

/** A mark that may be changed, as it was seen. */
export interface AmendTarget {
  readonly pupilId: PupilId
  readonly name: string
  readonly day: Day
  readonly half: Half
  readonly now: Code | null
}

export interface Amendment {
  readonly targets: readonly AmendTarget[]
  /** The journal's last number when the targets were read. */
  readonly version: number
  /** Leave marks that stand as they are unless the person says otherwise: for changes of many at once. */
  readonly keepFirst: boolean
  readonly onClose: () => void
  readonly onDone: (changed: number, kept: number) => void
}

/** One place of the register. */
export function placeOf({ pupilId, day, half }: Readonly<Record<'pupilId' | 'day' | 'half', string>>): string {
  return `${pupilId} ${day} ${half}`
}

/** What is typed, what is missing, the act itself, and what others did meanwhile. */
export function useAmending(amendment: Amendment) {
  const { targets, version, mark } = useSeen(amendment)
  const [replace, setReplace] = useState(!amendment.keepFirst)
  const touched = targets.filter(({ now }) => replace || now === null || now === '-')
  const entered = useEntered(targets, mark)
  const { chosen, choice, reason } = entered
  const [asked, setAsked] = useState(false)
  const [despiteClock, setDespiteClock] = useState(false)
  const sending = useSending(amendment)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const missing = chosen?.details.find(({ key, required }) => required && entered.lacks(key))
    if (chosen === undefined) return document.getElementById('amend-code')?.focus()
    if (missing !== undefined) return document.getElementById(fieldId(missing.key))?.focus()
    if (reason.trim() === '') return document.getElementById('amend-reason')?.focus()
    const details = entered.given()
    const beside = Object.keys(details).length === 0 ? {} : { details }
    const marks = touched.map(({ pupilId, day, half, now }) => {
      return { pupilId, day, half, to: codeFor(choice, half), seen: now, ...beside }
    })
    sending.send({ reason: reason.trim(), version, despiteClock, marks })
  }
  const clock = { despite: despiteClock, setDespite: setDespiteClock }
  return { ...entered, ...sending, targets, touched, mark, replace, setReplace, asked, clock, submit }
}

/**
 * The marks as they were last seen. One by itself is read again with what is recorded beside it, so that nobody replaces a note
 * they were not shown; of many, the letters are what was seen.
 */
function useSeen(amendment: Amendment) {
  const schoolId = useSchoolId()
  // As they were when the dialog opened: what the page reads again behind it nobody has looked at.
  const [{ targets, version }] = useState(amendment)
  const [first] = targets
  const alone = targets.length === 1 && first !== undefined
  const { pupilId, day, half } = first ?? {}
  const params = { schoolId, pupilId, day, half } as Input<typeof markHistory>['params']
  const { data } = useOperation(markHistory, { params }, { when: alone })
  const [shown, setShown] = useState(data)
  if (shown === undefined && data !== undefined) setShown(data)
  if (!alone || shown === undefined) return { targets, version, mark: null }
  return {
    targets: [{ ...first, now: codeIfShown(shown.mark?.code ?? null) }],
    version: shown.version,
    mark: shown.mark,
  }
}

type StandingMark = ReturnType<typeof useSeen>['mark']

/** The new code, its details and the reason. Where the code stays, what is recorded beside it is there to be changed. */
function useEntered(targets: readonly AmendTarget[], mark: StandingMark) {
  const [choice, setChoice] = useState('')
  const [typed, setTyped] = useState<MarkDetails>({})
  const [reason, setReason] = useState('')
  const choices = useMemo(() => (targets[0] === undefined ? [] : codeChoices(targets[0].day)), [targets])
  const chosen = choices.find(({ value }) => value === choice)
  const stays = mark !== null && choice !== PRESENT && mark.code === choice
  const details: MarkDetails = { ...(stays ? mark.details : {}), ...typed }
  const given = () => Object.fromEntries(Object.entries(details).filter(([, text]) => text.trim() !== ''))
  const choose = (value: string) => {
    setChoice(value)
    setTyped({})
  }
  const setDetail = (key: string, text: string) => setTyped((last) => ({ ...last, [key]: text }))
  const lacks = (key: string) => (details[key] ?? '').trim() === ''
  return { choices, choice, chosen, details, given, reason, choose, setDetail, setReason, lacks }
}

/** Sends the amendment, and again without what was kept, or over what was seen to have changed. */
function useSending({ onClose, onDone }: Amendment) {
  const schoolId = useSchoolId()
  const client = useQueryClient()
  const act = useAct(amendMarks, { onDone: ({ changed, kept }) => onDone(changed.length, kept.length) })
  const clash = clashIn(act.error)
  const send = (body: Omit<AmendBody, 'key'>) => act.mutate({ params: { schoolId }, body: { key: newKey(), ...body } })
  const settle = (accepted: ReadonlySet<string>) => {
    const body = act.variables?.body
    if (clash === undefined || body === undefined) return
    const others = new Map(clash.marks.map((mark) => [placeOf(mark), mark]))
    const marks = body.marks.flatMap((mark) => {
      const other = others.get(placeOf(mark))
      if (other === undefined) return [mark]
      return accepted.has(placeOf(mark)) ? [{ ...mark, seen: codeIfShown(other.now) }] : []
    })
    const { key: _used, ...rest } = body
    if (marks.length > 0) return send({ ...rest, version: clash.version, marks })
    onClose()
    // What the other made of these marks is not on the page yet.
    void client.invalidateQueries()
  }
  const error = clash === undefined ? act.error : null
  return { send, settle, clash, error, pending: act.isPending, isByTheClock: isByTheClock(act.error) }
}

function clashIn(error: unknown): AmendConflict | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'register.changed-meanwhile') return undefined
  return amendConflictShape.safeParse(error.problem.details).data
}

/** Refused for no other reason than that the clock has it otherwise. */
function isByTheClock(error: unknown): boolean {
  if (!(error instanceof ProblemError) || error.code !== 'register.marks-refused') return false
  const faults = faultsShape.safeParse(error.problem.details).data?.faults ?? []
  return faults.length > 0 && faults.every(({ faultCode }) => faultCode === 'register.late-by-the-clock')
}
