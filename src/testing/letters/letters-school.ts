import { randomUUID } from 'node:crypto'
import { listLetters, sendLetters } from '../../casework/contract.ts'
import { workList } from '../../duties/contract.ts'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { listOutbox, printLetters, saveTemplate, settleMessages, showTemplate } from '../../messaging/contract.ts'
import type { Senders } from '../../messaging/index.ts'
import { saveFirstPolicy } from '../../policy/index.ts'
import { importWeeks } from '../figures-school.ts'
import { samplePolicy } from '../policy-files.ts'
import { registerSchool } from '../register-school.ts'
import type { TestServer } from '../test-server.ts'

export const HERE = '/\\ /\\ /\\ /\\ /\\'
export const DAY_OFF = 'OO /\\ /\\ /\\ /\\'
const ILL_DAY = 'II /\\ /\\ /\\ /\\'
const ILL = 'II II II II II'
const LATE = 'L\\ L\\ L\\ /\\ /\\'
export const weeks = (count: number, week: string) => Array.from({ length: count }, () => week)

/** A mail server that takes everything, and keeps what it took. */
const mailOf = (went: string[]): NonNullable<Senders['email']> => ({
  name: 'smtp',
  send: async ({ body }) => {
    went.push(body)
    return { outcome: 'handed-over', providerId: 'test' }
  },
})

export type LettersSchool = Awaited<ReturnType<typeof lettersSchool>>

/** A school that promises letters, eleven weeks into the year, with children who come to each of them, and what its officer does about them. */
export async function lettersSchool(server: TestServer) {
  const school = await registerSchool(server, { families: true })
  const [away, ill, long, late] = school.pupils.nineA as [PupilId, PupilId, PupilId, PupilId]
  const [sister, better] = school.pupils.nineB as [PupilId, PupilId]
  await server.database.asSystem((tx) =>
    saveFirstPolicy(tx, {
      schoolId: school.id,
      bytes: samplePolicy(),
      from: day('2026-09-01'),
      at: server.clock.now(),
      by: school.head,
      reason: 'test',
    }),
  )
  const monday = day('2026-09-07')
  await importWeeks(server, school, {
    monday,
    marks: {
      [away]: weeks(11, DAY_OFF),
      [ill]: weeks(11, ILL_DAY),
      [long]: [...weeks(8, HERE), ...weeks(3, ILL)],
      [late]: [...weeks(8, HERE), ...weeks(3, LATE)],
    },
  })
  const marksInB = (marks: Readonly<Record<PupilId, readonly string[]>>, from = monday) =>
    importWeeks(server, school, { monday: from, groupId: school.groups.nineB, marks })
  await marksInB({ [sister]: weeks(11, DAY_OFF), [better]: [...weeks(5, DAY_OFF), ...weeks(6, HERE)] })
  return { school, pupils: { away, ill, long, late, sister, better }, marksInB, ...atTheOffice(server, school) }
}

/** What the officer does, in the words of tests. */
function atTheOffice(server: TestServer, school: Awaited<ReturnType<typeof registerSchool>>) {
  const at = (more: object = {}) => ({ schoolId: school.id, ...more })
  const officer = () => server.as(school.officer)
  const list = async () => (await officer()(listLetters, { params: at() })).json()
  const rowOf = async (pupilId: PupilId) =>
    (await list()).children.find((one: { pupilId: string }) => one.pupilId === pupilId)
  const letter = (pupilId: PupilId, more: object = {}) => ({
    letterId: randomUUID(),
    pupilId,
    letter: 'first',
    despite: '',
    ...more,
  })
  /** With everything read that speaks against each, unless somebody says what was read. */
  const send = async (letters: (object & { pupilId?: PupilId })[], more: object = {}, as = officer()) => {
    const rows = (await list()).children
    const seen = (pupilId?: PupilId) =>
      (rows.find((row: { pupilId: string }) => row.pupilId === pupilId)?.against ?? []).flatMap(
        ({ id, severity }: { id: string; severity: string }) => (severity === 'note' ? [] : [id]),
      )
    return as(sendLetters, {
      params: at(),
      body: {
        key: randomUUID(),
        letters: letters.map((one) => ({ seen: seen(one.pupilId), ...one })),
        way: 'letter',
        help: 'Mrs Adeyemi, 01632 960002',
        replyBy: '2026-12-04',
        ...more,
      },
    })
  }
  const settle = (messageIds: string[], outcome: string) =>
    officer()(settleMessages, { params: at(), body: { messageIds, outcome, reason: 'As it was' } })
  const print = (messageIds: string[]) => officer()(printLetters, { params: at(), body: { messageIds } })
  /** Printed, and ticked off as posted. */
  const post = async (messageIds: string[]) => {
    await print(messageIds)
    return settle(messageIds, 'sent')
  }
  /** Somebody at the school has put their name to a Polish wording of the first letter. */
  const polishLetters = async () => {
    const params = at({ key: 'below-95' })
    const { key: _, version: seen, ...fields } = (await officer()(showTemplate, { params })).json().template
    const english = fields.texts.find(({ channel }: { channel: string }) => channel === 'letter')
    const polish = { ...english, language: 'pl', subject: 'Szkoła', checkedBy: 'Olu Officer' }
    const others = fields.texts.filter(({ language }: { language: string }) => language !== 'pl')
    const body = { seen, ...fields, texts: [...others, polish], reason: 'Checked by Mrs Nowak' }
    const { statusCode } = await officer()(saveTemplate, { params, body })
    if (statusCode !== 200) throw new Error(`The wording was not kept: ${statusCode}`)
  }
  const outbox = async () => (await officer()(listOutbox, { params: at() })).json().messages
  const duties = async (rule: string) => {
    const answer = await officer()(workList, { params: at() })
    if (answer.statusCode !== 200) throw new Error(`The work list was not shown: ${answer.statusCode}`)
    return answer.json().duties.filter((one: { rule: string }) => one.rule === rule)
  }
  return { at, officer, list, rowOf, duties, letter, send, print, settle, post, polishLetters, outbox, mailOf }
}
