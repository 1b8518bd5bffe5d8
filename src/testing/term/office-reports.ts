import {
  acceptReport,
  listReports,
  noteReport,
  type ShownReport,
  setAsideReport,
  warnFamilies,
} from '../../absence/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Code } from '../../law/codes.ts'
import { listReplies, settleReply } from '../../messaging/contract.ts'
import type { Child } from './draw-school.ts'
import { enterSaid, whatIsSaid } from './families.ts'
import { childOf, count, named, spellOf, type World } from './world.ts'

/** Replies of families become reports of absence; those from unknown numbers are put to the child that they name. */
export async function settleReplies(world: World): Promise<void> {
  const { product, school } = world
  const [officer] = school.officers
  const params = { schoolId: school.id }
  const { replies } = await product.ask(officer, listReplies, { params })
  for (const reply of replies.filter(({ dealtWith }) => !dealtWith)) {
    const at = { ...params, replyId: reply.id }
    const act = (kind: 'placed' | 'dealt-with', pupilIds: readonly PupilId[], note: string) =>
      product.ask(officer, settleReply, { params: at, body: { kind, pupilIds, note } })
    const about = school.children.filter((child) => reply.body.includes(named(child)))
    if (reply.barred || about.length === 0) {
      await act('dealt-with', [], 'Nothing to do')
      continue
    }
    if (reply.pupils.length === 0)
      await act(
        'placed',
        about.map(({ id }) => id),
        'They name the child',
      )
    await enterReply(world, about, { contactId: reply.contactId, name: reply.contactName ?? reply.sender })
    await act('dealt-with', [], 'Entered as a report')
  }
}

async function enterReply(world: World, about: readonly Child[], reporter: object): Promise<void> {
  const [child] = about
  const spell = child === undefined ? undefined : spellOf(world, child)
  if (spell === undefined || spell.told.has(world.today)) return
  // What the reply itself has become waits already.
  const { reports } = await world.product.ask(world.school.officers[0], listReports, {
    params: { schoolId: world.school.id },
    query: { pupilId: child?.id ?? '' },
  })
  const { report, told } = whatIsSaid(world, spell)
  if (!reports.some(({ channel, state }) => channel === 'text' && state === 'waiting'))
    await enterSaid(world, about, { ...report, channel: 'text', reporter })
  for (const day of told) spell.told.add(day)
}

/** Each report that waits: accepted where the family's word is enough, else asked about, warned about or set aside. */
export async function settleReports(world: World): Promise<void> {
  const { product, school } = world
  const { reports } = await product.ask(school.officers[0], listReports, { params: { schoolId: school.id } })
  for (const report of reports) if (report.state === 'waiting') await settle(world, report)
}

async function settle(world: World, report: ShownReport): Promise<void> {
  const { suggestion, span } = report
  if (report.reporter.barred) return setAside(world, report, 'not-from-family')
  if (report.contradicts.length > 0)
    return report.steps.length === 0 ? askAbout(world, report) : preferThisOne(world, report)
  if (span === null) return setAside(world, report, 'duplicate')
  if ('code' in suggestion) return accept(world, report, suggestion.code)
  if (suggestion.leads === 'late-desk') return accept(world, report, 'L')
  const answered = report.steps.some(({ kind }) => kind === 'answer')
  if (report.sessions.every(({ code }) => code !== null && code !== 'N' && code !== 'O')) {
    const seen = report.sessions.some(({ code }) => code === '/' || code === '\\' || code === 'L')
    return setAside(world, report, seen ? 'in-school' : 'duplicate')
  }
  if (report.category === 'other') return answered ? accept(world, report, 'I') : askAbout(world, report)
  const code = suggestion.alternatives.find((one) => one === 'G' || one === 'O')
  if (code === undefined) return answered ? accept(world, report, 'I') : askAbout(world, report)
  return refuseReason(world, report, code)
}

/** A reason that the school does not authorise: the family is told before the mark says so. */
async function refuseReason(world: World, report: ShownReport, code: Code): Promise<void> {
  const { product, school, random } = world
  const { span, pupil } = report
  if (span === null) return
  const warning = { warningId: random.uuid(), pupilId: pupil.id, ...span }
  const params = { schoolId: school.id }
  const words = 'They were rung, and said that they understand'
  const said = { about: 'not-accepted', channel: 'message', pupils: [warning] }
  const sent = await product.ask(school.officers[0], warnFamilies, { params, body: said })
  count(world, 'warnings')
  if (sent.warned === 0) {
    const byHand = {
      about: 'not-accepted',
      channel: 'phone',
      words,
      pupils: [{ ...warning, warningId: random.uuid() }],
    }
    if ((await product.ask(school.officers[0], warnFamilies, { params, body: byHand })).warned === 0) return
  }
  await accept(world, report, code)
}

const MAY_BE_REFUSED = [
  'register.changed-meanwhile',
  'absence.changed',
  'absence.set-aside',
  'absence.not-warned',
  'absence.no-session',
]

async function accept(world: World, report: ShownReport, code: Code): Promise<void> {
  const { product, school, random } = world
  const { span } = report
  if (span === null) return
  const params = { schoolId: school.id, reportId: report.id }
  const body = { key: random.uuid(), seen: report.steps.length, code, ...span, tell: true }
  const { done } = await product.tryTo(school.officers[0], acceptReport, { params, body, allow: MAY_BE_REFUSED })
  if (done !== undefined) count(world, 'reports accepted')
}

async function askAbout(world: World, report: ShownReport): Promise<void> {
  const { product, school } = world
  const params = { schoolId: school.id, reportId: report.id }
  const body = {
    seen: report.steps.length,
    kind: 'question',
    text: 'What is it, please? We were told different things.',
    tell: true,
  }
  // The other officer may have set it aside meanwhile.
  const allow = ['absence.set-aside', 'absence.changed']
  const { done } = await product.tryTo(school.officers[0], noteReport, { params, body, allow })
  if (done === undefined) return
  count(world, 'questions asked')
  // Families without the page are rung, and their answer is written down.
  const child = childOf(world, report.pupil.id)
  if (world.cookies.has(child.family.mother)) return
  world.at('15:40', async () => {
    const answer = { seen: report.steps.length + 1, kind: 'answer', text: 'An illness, she says', tell: false }
    await product.tryTo(school.officers[1], noteReport, {
      params,
      body: answer,
      allow,
    })
  })
}

/** How many steps a report has that may be of an earlier day. */
async function stepsOf(world: World, reportId: string): Promise<number> {
  const { product, school } = world
  const query = { from: world.days[0] ?? world.today, to: world.today }
  const { reports } = await product.ask(school.officers[0], listReports, { params: { schoolId: school.id }, query })
  return reports.find(({ id }) => id === reportId)?.steps.length ?? 0
}

/** What the family answered stands: the report that says something else is taken back. */
async function preferThisOne(world: World, report: ShownReport): Promise<void> {
  const { product, school, random } = world
  for (const reportId of report.contradicts) {
    const body = { key: random.uuid(), seen: await stepsOf(world, reportId), reason: 'taken-back', text: '' }
    const params = { schoolId: school.id, reportId }
    await product.tryTo(school.officers[0], setAsideReport, {
      params,
      body,
      allow: ['absence.set-aside', 'absence.changed'],
    })
  }
  await accept(world, report, 'I')
}

async function setAside(world: World, report: ShownReport, reason: string): Promise<void> {
  const { product, school, random } = world
  const params = { schoolId: school.id, reportId: report.id }
  const body = { key: random.uuid(), seen: report.steps.length, reason, text: '' }
  await product.tryTo(school.officers[0], setAsideReport, {
    params,
    body,
    allow: ['absence.set-aside', 'absence.changed'],
  })
}

/** Somebody notices that a report stands with the wrong child, and moves it. */
export async function mendMistakes(world: World): Promise<void> {
  const { product, school, random } = world
  for (const mistake of world.mistakes.splice(0)) {
    const params = { schoolId: school.id, reportId: mistake.reportId }
    const moveTo = { reportId: random.uuid(), pupilId: mistake.right.id }
    const seen = await stepsOf(world, mistake.reportId)
    const body = { key: random.uuid(), seen, reason: 'wrong-child', text: '', moveTo }
    const allow = ['absence.set-aside']
    const { done } = await product.tryTo(school.officers[1], setAsideReport, { params, body, allow })
    if (done !== undefined) for (const day of mistake.told) mistake.spell.told.add(day)
  }
}
