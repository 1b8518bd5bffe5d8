import { fileURLToPath } from 'node:url'
import type { DutySource } from '../../duties/index.ts'
import { longDay } from '../../kernel/day.ts'
import { refused, success } from '../../kernel/result.ts'
import type { FileAnswer, UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { sessionsInLines, type ToldField } from '../rules/content.ts'
import { type DiaryItem, isInMonth } from '../rules/diary.ts'
import { kindOf } from '../rules/kinds.ts'
import { csvOf } from '../rules/lists.ts'
import { addStep, type Begun, beginActs, contentToSend, findItem } from './begin.ts'
import { loadContent } from './load-content.ts'

type Sources = readonly DutySource[]
const setPaper = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

/** One paper: what it is called, to whom it goes, and a table for each pupil. */
interface Paper {
  readonly title: string
  readonly school: string
  readonly to: string
  readonly notes: readonly string[]
  readonly pupils: readonly {
    readonly name: string
    readonly rows: readonly { label: string; lines: readonly string[] }[]
  }[]
  readonly footer: string
}

const NOT_ENTERED = 'Not entered: '

const rowsOf = (fields: readonly ToldField[]) =>
  fields.map(({ label, lines, missing }) => ({
    label,
    lines: [...lines, ...missing.map((what) => `${NOT_ENTERED}${what.charAt(0).toLowerCase()}${what.slice(1)}`)],
  }))

/** One return as a file; what was exported is kept. */
export function exportReturn(sources: Sources): UseCase<typeof contract.exportReturn> {
  return async (context, { params, body }) => {
    const begun = await beginActs(context, { ...params, sources })
    const found = findItem(begun, body.key)
    if (!found.ok) return found
    const item = found.value
    const content = await contentToSend(context, begun, item)
    if (!content.ok) return content
    const { told, confidential } = content.value
    const left = item.sentOn !== null && item.changed === undefined
    const fields = left
      ? (item.steps.findLast(({ told: of }) => of !== null)?.told?.fields ?? told.fields)
      : told.fields
    const kept = await addStep(context, begun, {
      item,
      kind: 'exported',
      words: body.format,
      told: { ...told, fields },
    })
    if (!kept.ok) return kept
    context.audit({
      subject: item.pupilId,
      facts: { step: kept.value.number, ...(confidential ? { confidential } : {}) },
    })
    const name = `${kindOf(item.kind).kind}-return.${body.format}`
    if (body.format === 'csv') return success(csvFile(name, [['field', 'value'], ...fieldRows(fields)]))
    const notes = [`Due because: ${item.because}.`, ...correctionNotes(item)]
    const title = item.changed === undefined ? kindOf(item.kind).name : `Correction: ${kindOf(item.kind).name}`
    const paper = await paperOf(begun, { context, title, to: told.to, notes })
    const [first] = fields
    const pupils = [{ name: first?.lines[0] ?? '', rows: rowsOf(fields) }]
    return success({
      type: 'application/pdf',
      fileName: name,
      content: () => setPaper('return', { ...paper, pupils } satisfies Paper),
    })
  }
}

function fieldRows(fields: readonly ToldField[]): string[][] {
  return rowsOf(fields).map(({ label, lines }) => [label, lines.join('; ')])
}

function correctionNotes({ changed, sentOn }: DiaryItem): readonly string[] {
  if (changed === undefined || sentOn === null) return []
  const what =
    changed.sessions.length === 0
      ? 'what it followed from is no longer so'
      : `these sessions no longer count: ${sessionsInLines(changed.sessions).join('; ')}`
  return [`This corrects what was sent on ${longDay(sentOn)}: ${what}.`]
}

async function paperOf(
  { found, schoolId }: Begun,
  of: {
    context: Parameters<UseCase<typeof contract.exportReturn>>[0]
    title: string
    to: string
    notes: readonly string[]
  },
): Promise<Omit<Paper, 'pupils'>> {
  const school = await schoolOf(of.context.tx, schoolId)
  const name = school?.name ?? ''
  const { title, to, notes } = of
  const footer = `${name}. Made by ${of.context.caller.name} on ${longDay(found.asked.today)}.`
  return { title, school: name, to, notes, footer }
}

function csvFile(fileName: string, rows: readonly (readonly string[])[]): FileAnswer {
  return { type: 'text/csv; charset=utf-8', fileName, content: csvOf(rows) }
}

/** The month’s attendance return as one list. Downloading it sends nothing: each is marked as sent afterwards. */
export function exportMonth(sources: Sources): UseCase<typeof contract.exportMonth> {
  return async (context, { params, body }) => {
    const begun = await beginActs(context, { ...params, sources })
    const { asked, items } = begun.found
    const ofMonth = items
      .filter(({ kind, state }) => (kind === 'attendance' || kind === 'local-ten-days') && state !== 'withdrawn')
      .filter((item) => isInMonth(item, { month: body.month, today: asked.today }))
    // What has gone is not sent twice: a copy of it only where nothing is left to send.
    const unsent = ofMonth.filter(({ sentOn }) => sentOn === null)
    const pupils: Paper['pupils'][number][] = []
    let withheld = 0
    for (const item of unsent.length > 0 ? unsent : ofMonth) {
      const content = await loadContent(context, { asked, item, settings: begun.recipients.settings })
      if (content === undefined) continue
      if (content.withheld) withheld++
      else pupils.push({ name: content.fields[0]?.lines[0] ?? '', rows: rowsOf(content.fields) })
    }
    if (pupils.length === 0)
      return refused(
        'returns.none',
        withheld === 0
          ? 'Nobody is on the attendance return of this month.'
          : 'Everybody on this list has a confidential address. Ask the head or the designated safeguarding lead.',
      )
    const left = `${withheld} left out: the address is confidential, and others send that return.`
    const notes = [
      ...(withheld === 0 ? [] : [left]),
      ...(unsent.length === 0 ? ['A copy: all of these were sent before.'] : []),
    ]
    context.audit({ facts: { month: body.month, pupils: pupils.length, withheld } })
    const fileName = `attendance-return-${body.month}.${body.format}`
    if (body.format === 'csv') return success(csvFile(fileName, listRows(pupils, notes)))
    const { authority } = begun.recipients
    const [columns = [], ...rows] = listRows(pupils, [])
    const title = `Attendance return, ${monthName(body.month)}`
    const paper = await paperOf(begun, { context, title, to: authority ?? '', notes })
    return success({ type: 'application/pdf', fileName, content: () => setPaper('list', { ...paper, columns, rows }) })
  }
}

/** A row for each pupil under the names of the fields. */
function listRows(pupils: Paper['pupils'], notes: readonly string[]): string[][] {
  const labels = [...new Set(pupils.flatMap(({ rows }) => rows.map(({ label }) => label)))]
  const line = ({ rows }: Paper['pupils'][number]) =>
    labels.map((label) => rows.find((row) => row.label === label)?.lines.join('; ') ?? '')
  return [labels, ...pupils.map(line), ...notes.map((note) => [note])]
}

function monthName(month: string): string {
  return longDay(`${month}-01` as Parameters<typeof longDay>[0])
    .split(' ')
    .slice(2)
    .join(' ')
}
