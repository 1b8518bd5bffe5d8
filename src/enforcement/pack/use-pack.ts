import { fullDay } from '../../kernel/day.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { sha256 } from '../../platform/files/zip.ts'
import type { Before, UseCase, UseCaseAfter } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import { type EventBody, eventsOf } from '../contract/event.ts'
import type * as contract from '../contract/pack.ts'
import { isReach } from '../rules/pack/names-found.ts'
import { type Redacted, redact } from '../rules/pack/redact.ts'
import type { PackContent } from '../rules/pack/section.ts'
import { statementsOf } from '../rules/pack/statements.ts'
import { keepEvents } from '../threads/keep-events.ts'
import { isEventKept } from '../threads/store.ts'
import { momentWords } from './letters-section.ts'
import { filesOfPack } from './pack-files.ts'
import { type DraftPack, readDraft } from './read-pack.ts'
import { keepPack, readPack } from './store.ts'
import { journalAgrees } from './verify-pack.ts'

/** Everything that would be in a pack, with the names of others that the rule finds in it. */
export const preparePack: UseCase<typeof contract.preparePack> = async (context, { params, query }) => {
  const read = await readDraft(context, { ...params, ...query })
  if (!read.ok) return read
  const { thread, pupilName, parents, parent, from, to, sections, namesIn, seen } = read.value
  context.audit({ subject: thread.pupilId, facts: { from, to } })
  return success({
    threadId: thread.threadId,
    kind: thread.kind,
    pupil: { id: thread.pupilId, name: pupilName },
    parents: [...parents],
    contactId: parent?.id ?? null,
    ...{ from, to, seen },
    sections: sections.map((one) => ({
      ...one,
      intro: [...one.intro],
      columns: [...one.columns],
      widths: [...one.widths],
      free: [...one.free],
      lines: one.lines.map((line) => ({ ...line, cells: [...line.cells] })),
    })),
    suggestions: namesIn(sections).map((one) => ({ ...one, places: [...one.places] })),
    made: eventsOf(thread.events, 'pack-made')
      .map(({ body, at, by }) => {
        const { packId, hash, journal, redactions, contactId } = body
        return { packId, hash, journal, redactions, contactId, from: body.from, to: body.to, at, by }
      })
      .toReversed(),
  })
}

type Left = Result<{ readonly draft: DraftPack; readonly left: Redacted }>

/** Reads what is there and takes out what is to be out, in a transaction of its own: the journal is locked no longer than that. */
export const packLeft: Before<typeof contract.makePack, Left> = ({ inTransaction, may, now }, { params, body }) =>
  inTransaction(async (tx): Promise<Left> => {
    const read = await readDraft(
      { tx, may, now },
      { ...params, contactId: body.contactId, from: body.from, to: body.to },
    )
    if (!read.ok) return read
    if (read.value.seen !== body.seen)
      return refused(
        'enforcement.pack-changed',
        'Something was written or amended since you looked through the pack. Look at it again: nothing goes in unseen.',
      )
    const left = redact(read.value.sections, body.redactions)
    if (left.faults.length > 0) return refused('enforcement.redaction', left.faults.join(' '), { faults: left.faults })
    const leave = new Set(body.leave.map((words) => words.toLowerCase()))
    const names = read.value
      .namesIn(left.sections)
      .filter(({ strength, words }) => strength === 'sure' && (isReach(words) || !leave.has(words.toLowerCase())))
    if (names.length > 0)
      return refused(
        'enforcement.names-left',
        `Decide about ${names.map(({ words }) => `“${words}”`).join(', ')}: black it out, or say that it stays. Numbers and addresses of other adults are always blacked out.`,
        { names: names.map(({ words }) => words) },
      )
    return success({ draft: read.value, left })
  })

export const makePack: UseCaseAfter<typeof contract.makePack, Left> = async (context, { params, body }, prepared) => {
  const { tx, now, caller } = context
  const { schoolId } = params
  const { packId, key, contactId, from, to } = body
  if (await isEventKept(tx, { schoolId, threadId: params.threadId, kind: 'pack-made', key })) {
    const kept = await readPack(tx, { schoolId, packId })
    return kept === undefined ? notAllowed() : success({ packId, hash: kept.hash })
  }
  if (!prepared.ok) return prepared
  const { draft, left } = prepared.value
  const { thread } = draft
  const content = await contentOf(context, { schoolId, packId, draft, left })
  if (content === undefined) return notAllowed()
  const hash = sha256(filesOfPack(content).zip)
  const redactions = left.listed.map((one) => ({ ...one, because: one.because as Redaction['because'] }))
  context.audit({ subject: thread.pupilId, facts: { packId, hash, from, to, redactions: redactions.length } })
  const kept = await keepEvents(context, { ...thread, schoolId }, [
    {
      kind: 'pack-made',
      day: draft.to,
      key,
      body: {
        ...{ packId, contactId, from, to: draft.to, hash, redactions },
        sections: content.sections.map(({ id }) => id),
        journal: content.journal,
      },
    },
  ])
  if (!kept.ok) return kept
  await keepPack(tx, { schoolId, threadId: thread.threadId, content, hash, at: now, by: caller })
  return success({ packId, hash })
}

type Redaction = EventBody<'pack-made'>['redactions'][number]

async function contentOf(
  { tx, now, caller }: Parameters<typeof makePack>[0],
  of: {
    readonly schoolId: Parameters<typeof schoolOf>[1]
    readonly packId: string
    readonly draft: DraftPack
    readonly left: Redacted
  },
): Promise<PackContent | undefined> {
  const { schoolId, packId, draft, left } = of
  const { parent, pupilName, journal } = draft
  const school = await schoolOf(tx, schoolId)
  if (school === undefined || parent === undefined) return undefined
  const { lines, town, postcode } = school.address
  const facts = {
    school: school.name,
    child: pupilName,
    parent: parent.name,
    relationship: parent.relationship,
    from: fullDay(draft.from),
    to: fullDay(draft.to),
    by: { name: caller.name, position: caller.position },
    made: momentWords(now),
    journal,
    sections: left.sections,
  }
  return {
    ...{ packId, schoolId, journal },
    school: {
      name: school.name,
      address: [...lines, `${town} ${postcode}`.trim()].filter((line) => line !== '').join(', '),
      urn: school.urn,
      laestab: school.laestab,
    },
    ...{ child: facts.child, parent: facts.parent, from: facts.from, to: facts.to, made: facts.made, madeAt: now },
    by: `${caller.name}, ${caller.position}`,
    sections: left.sections,
    statements: statementsOf(facts),
    redactions: left.listed,
  }
}

/** A pack that was made, made again from what was kept of it. */
export const packFile: UseCase<typeof contract.packFile> = async (context, { params, query }) => {
  const kept = await readPack(context.tx, params)
  if (kept === undefined) return notAllowed()
  const { content } = kept
  context.audit({ subject: params.packId, facts: { of: query.of } })
  const name = `evidence-pack-${fileWords(content.child)}-${content.madeAt.slice(0, 10)}`
  return query.of === 'pdf'
    ? success({ type: 'application/pdf', fileName: `${name}.pdf`, content: () => filesOfPack(content).pdf })
    : success({ type: 'application/zip', fileName: `${name}.zip`, content: () => filesOfPack(content).zip })
}

/** A name as part of a file's: letters without marks, parted by hyphens, so that every system takes it. */
function fileWords(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

export const checkPack: UseCase<typeof contract.checkPack> = async (context, { params }) => {
  const kept = await readPack(context.tx, params)
  if (kept === undefined) return notAllowed()
  const same = sha256(filesOfPack(kept.content).zip) === kept.hash
  const found = [
    {
      agrees: same,
      words: same
        ? `Made again, the pack is the same byte for byte: its hash is ${kept.hash}.`
        : 'Made again, the pack has another hash. Either what was kept of it was altered, or a newer Firstbell sets papers in another way: use the copy that was handed out.',
    },
    await journalAgrees(context.tx, { schoolId: params.schoolId, journal: kept.content.journal }),
  ]
  const sound = found.every(({ agrees }) => agrees)
  context.audit({ subject: params.packId, facts: { sound } })
  return success({ sound, found })
}
