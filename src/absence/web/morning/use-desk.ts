import { useEffect, useRef, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import {
  type CallOutcome,
  claimFamily,
  morningBoard,
  morningCounts,
  type ReportCategory,
  recordContact,
  type ShownContact,
  type ShownFamily,
} from '../../contract.ts'
import type { Board } from './board-answer.ts'
import type { DeskAct } from './desk-keys.ts'
import { childrenFor, contactToRing, mayLeaveMessage, namesOf, numberOf, offeredOf } from './words.ts'

/** Whose answers an act of the desk makes old. */
export const REFRESHED = [morningBoard, morningCounts]

export type DeskForm = 'reason' | 'return-date' | 'safe' | 'hand-over' | 'visit' | 'letter'

/**
 * Which family is on the desk, and which of its contacts. It never changes by itself while somebody may be ringing: one that leaves the list
 * because others explained it stays, so that no key records a call for a family whom nobody rang. Where an act of one's own ended it, the
 * place stays, and the next one is the one to go on with.
 */
function useChoice({ families }: Board) {
  const [key, setKey] = useState<PupilId>()
  const [chosen, choose] = useState<ContactId>()
  const focusNext = useRef(false)
  const own = useRef(false)
  const last = useRef<{ readonly family: ShownFamily; readonly place: number }>(undefined)
  const at = key === undefined ? Math.min(0, families.length - 1) : placeOf(families, key)
  const gone = at < 0 && last.current !== undefined
  const place = Math.max(0, at < 0 ? Math.min(last.current?.place ?? 0, families.length - 1) : at)
  const family = families[at] ?? last.current?.family
  useEffect(() => {
    const found = families[at]
    if (found === undefined && !own.current) return
    const shown = found ?? families[place]
    own.current = false
    last.current = shown === undefined ? undefined : { family: shown, place }
    setKey(shown?.key)
  }, [families, at, place])
  const contact = contactOf(family, chosen)
  const turn = (by: number) => {
    if (family === undefined) return
    const offered = offeredOf(family)
    const from = offered.findIndex(({ contactId }) => contactId === contact?.contactId)
    choose(offered[(from + by + offered.length) % Math.max(1, offered.length)]?.contactId)
  }
  const endedByOwnAct = () => {
    own.current = true
  }
  const leave = () => {
    last.current = undefined
    setKey(undefined)
  }
  return { families, family, contact, place, gone, endedByOwnAct, leave, focusNext, setKey, choose, turn }
}

interface CallMore {
  readonly words?: string
  readonly returnDay?: Day
  readonly category?: ReportCategory
  readonly alone?: boolean | null
}

/** What the desk knows and can do: which family, which contact, and one act for each key. */
export function useDesk(board: Board) {
  const schoolId = useSchoolId()
  const choice = useChoice(board)
  const { families, family, contact, place, gone, endedByOwnAct, focusNext, choose } = choice
  const keyFor = useCallKeys()
  const next = gone ? place : place + 1
  const [form, setForm] = useState<DeskForm>()
  const [said, setSaid] = useState('')
  const call = useAct(recordContact, { refreshes: REFRESHED, onDone: endedByOwnAct })
  const claim = useAct(claimFamily, { refreshes: REFRESHED })
  const params = { schoolId }
  const select = (to: number) => {
    const chosen = families[Math.max(0, Math.min(families.length - 1, to))]
    if (family !== undefined && chosen?.key !== family.key && family.ringing?.mine === true)
      claim.mutate({ params, body: { pupilIds: idsOf(family), done: true } })
    if (chosen === undefined) return choice.leave()
    choice.setKey(chosen.key)
    choose(undefined)
    call.reset()
    claim.reset()
    focusNext.current = true
  }
  const ring = () => {
    if (family !== undefined) claim.mutate({ params, body: { pupilIds: idsOf(family), done: false } })
  }
  const record = (outcome: CallOutcome, more: CallMore = {}) => {
    if (family === undefined || contact === undefined || call.isPending) return
    if (outcome === 'message-left' && !mayLeaveMessage(contact)) return
    const body = { key: keyFor(family, contact), ...callTo(family, contact), outcome, ...more }
    const onSuccess = ({ withdrawn }: Answer<typeof recordContact>) => {
      setForm(undefined)
      choose(undefined)
      setSaid(saidOf({ family, contact, outcome, withdrawn: withdrawn.length }))
      if (gone || isRoundOver(family, contact)) select(next)
    }
    call.mutate({ params, body }, { onSuccess })
  }
  const press = (what: DeskAct) => {
    if (what === 'next') select(next)
    else if (what === 'previous') select(place - 1)
    else if (what === 'next-contact') choice.turn(1)
    else if (what === 'previous-contact') choice.turn(-1)
    else if (what === 'ring') ring()
    else if (isQuick(what)) record(what)
    else if (family !== undefined) setForm(what)
  }
  const done = (words: string) => {
    endedByOwnAct()
    setForm(undefined)
    setSaid(words)
  }
  const close = () => setForm(undefined)
  return { schoolId, ...choice, form, said, press, select, ring, record, call, claim, close, done }
}

/** One key for each call, however often it is pressed: an answer that was lost on its way makes no second call of it. */
function useCallKeys() {
  const keys = useRef(new Map<string, string>())
  return ({ key }: ShownFamily, { contactId, triesToday }: ShownContact) => {
    const call = `${key} ${contactId} ${triesToday}`
    const known = keys.current.get(call) ?? newKey()
    keys.current.set(call, known)
    return known
  }
}

/** Where a family stands now, also where another of its children is the most pressing by now; -1 where it has left the list. */
function placeOf(families: readonly ShownFamily[], key: PupilId): number {
  const same = families.findIndex((one) => one.key === key)
  return same >= 0 ? same : families.findIndex(({ children }) => children.some(({ pupilId }) => pupilId === key))
}

function callTo(family: ShownFamily, contact: ShownContact) {
  const number = numberOf(contact)?.number ?? null
  return { pupilIds: childrenFor(family, contact), contactId: contact.contactId, number }
}

export type DeskState = ReturnType<typeof useDesk>

function isQuick(what: DeskAct): what is 'no-answer' | 'message-left' | 'spoke' | 'wrong-number' {
  return what === 'no-answer' || what === 'message-left' || what === 'spoke' || what === 'wrong-number'
}

export function idsOf({ children }: Pick<ShownFamily, 'children'>): PupilId[] {
  return children.map(({ pupilId }) => pupilId)
}

function contactOf(family: ShownFamily | undefined, chosen: ContactId | undefined): ShownContact | undefined {
  if (family === undefined) return undefined
  return offeredOf(family).find(({ contactId }) => contactId === chosen) ?? contactToRing(family)
}

/** Nobody else is left to try for this rung: the next family's turn. */
function isRoundOver({ next }: ShownFamily, { contactId }: ShownContact): boolean {
  return next === null || next.channel !== 'call' || next.left.every((id) => id === contactId)
}

const DONE: Readonly<Record<CallOutcome, string>> = {
  'no-answer': 'No answer',
  'message-left': 'Message left',
  spoke: 'Spoke, no reason given',
  reason: 'Reason kept; it waits to be accepted',
  'return-date': 'Day of return kept',
  'wrong-number': 'Wrong number; somebody is asked for another',
}

function saidOf(of: { family: ShownFamily; contact: ShownContact; outcome: CallOutcome; withdrawn: number }): string {
  const { family, contact, outcome, withdrawn } = of
  const over = withdrawn > 0 ? ' A mark was changed meanwhile: there is no more to follow up for that child.' : ''
  return `${namesOf(family.children)}, ${contact.name}: ${DONE[outcome].toLowerCase()}.${over}`
}
