import { fileURLToPath } from 'node:url'
import { longDay } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { type PackedFile, sha256, zipOf } from '../../platform/files/zip.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { type HandedPart, handOut, inWords, tableOf } from '../rules/subject/hand-out.ts'
import { journalOnPaper, marksByWeek } from '../rules/subject/marks-on-paper.ts'
import { readRecord, seenOf, withoutSafeguarding } from './read-record.ts'
import { type PartInWords, rowsInWords } from './rows-in-words.ts'
import { AS_THEY_ARE } from './show-record.ts'

const setPaper = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

/** What stands on the first page. */
interface Head {
  readonly school: string
  readonly name: string
  readonly day: string
  readonly askedBy: string
  readonly by: string
  /** Whether it was asked for with the entries of safeguarding. Said either way alike, whether there are any or not. */
  readonly safeguarding: boolean
}

export const exportSubjectRecord: UseCase<typeof contract.exportSubjectRecord> = async (context, { params, body }) => {
  const { schoolId, pupilId } = params
  const { day } = schoolTime(context.now)
  if (body.restricted && context.may('casework.restricted') !== 'all')
    return refused(
      'interchange.restricted',
      'Entries of safeguarding are handed out by somebody who may read them. Leave them out, or ask the designated safeguarding lead.',
    )
  const name = (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId)
  const school = await schoolOf(context.tx, schoolId)
  if (name === undefined || school === undefined) return notAllowed()
  // As it was shown: with the entries of safeguarding there may have been more to look through than goes.
  const all = await readRecord(context.tx, params, { restricted: context.may('casework.restricted') === 'all', day })
  const parts = rowsInWords(body.restricted ? all : withoutSafeguarding(all))
  const unread = parts.filter(({ table }) => {
    const stands = seenOf(all.find((part) => part.table === table)?.rows ?? [])
    return !AS_THEY_ARE.includes(table) && !body.looked.some((one) => one.table === table && one.seen === stands)
  })
  if (unread.length > 0)
    return refused(
      'interchange.not-looked-through',
      `Look through every part first, and tick that you have. Still to be looked through, or changed since: ${unread.map(({ title }) => title).join('; ')}.`,
    )
  context.audit({
    subject: pupilId,
    facts: { askedBy: body.askedBy, withheld: body.withheld.length, others: body.others, restricted: body.restricted },
  })
  const handed = parts.map((part) => handOut(part, body))
  const head = {
    school: school.name,
    name,
    day: longDay(day),
    askedBy: body.askedBy,
    by: `${context.caller.name}, ${context.caller.position}`,
    safeguarding: body.restricted,
  }
  return success({
    type: 'application/zip',
    fileName: `record-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${day}.zip`,
    content: () => packed(head, handed, evidenceOf(parts, body.withheld)),
  })
}

function packed(head: Head, parts: readonly HandedPart[], evidence: readonly PackedFile[]): Uint8Array {
  const tables = parts.map((part, place) => ({
    path: `tables/${String(place + 1).padStart(2, '0')}-${part.title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.csv`,
    content: new TextEncoder().encode(tableOf(part)),
  }))
  const paper = {
    path: 'record.pdf',
    content: setPaper('record', { ...head, parts: parts.map(onPaper), files: evidence.map(({ path }) => path) }),
  }
  const files = [paper, ...tables, ...evidence]
  const list = files.map(({ path, content }) => `${sha256(content)}  ${path}`).join('\n')
  return zipOf([...files, { path: 'files.sha256', content: new TextEncoder().encode(`${list}\n`) }])
}

/** A part as the paper has it: marks as weeks and their journal in short, anything else row by row. Every row is in the part's table. */
function onPaper({ table, title, leftOut, rows, kept }: HandedPart) {
  const part = {
    title,
    leftOut,
    count: rows.length,
    rows: [] as readonly unknown[],
    marks: {},
    together: [] as readonly unknown[],
  }
  if (table === 'register.strip') return { ...part, marks: marksByWeek(kept) }
  if (table !== 'register.change') return { ...part, rows }
  const { lines, together } = journalOnPaper(kept)
  return { ...part, rows: lines.map((row) => inWords(row)), together }
}

/** Photographs and letters that came with reports of absence, but those whose row is withheld. */
function evidenceOf(
  parts: readonly PartInWords[],
  withheld: readonly { readonly table: string; readonly key: string }[],
): readonly PackedFile[] {
  const rows = parts.find(({ table }) => table === 'absence.evidence')?.rows ?? []
  return rows.flatMap(({ key, row }, place) => {
    const { file, file_name: fileName } = row
    const kept = withheld.some((one) => one.table === 'absence.evidence' && one.key === key)
    if (kept || typeof file !== 'string') return []
    const ending = typeof fileName === 'string' ? (/\.[a-z0-9]{1,5}$/i.exec(fileName)?.[0] ?? '') : ''
    return [
      { path: `evidence/${place + 1}${ending.toLowerCase()}`, content: Buffer.from(file.replace(/^\\x/, ''), 'hex') },
    ]
  })
}
