import {
  BARRIERS,
  barriersOf,
  FORM_NAMES,
  MEETING_NAMES,
  type Meeting,
  meetingsOf,
  type Plan,
  plansOf,
  ROLE_NAMES,
  type SupportEvidence,
  stateWords,
  supportEvidence,
  supportOf,
  targetWords,
} from '../../casework/contract.ts'
import type { CaseFile } from '../../casework/index.ts'
import { longDay, shortDay } from '../../kernel/day.ts'
import type { PackLine, PackSection } from '../rules/pack/section.ts'
import { type About, section } from './about.ts'

/** What the child's cases hold of support, plans and meetings. They were read without what only those who look after safety may read. */
export function caseSections(about: About, files: readonly CaseFile[]): readonly PackSection[] {
  return [support(about, files), plans(about, files), meetings(about, files)]
}

const STATES: Readonly<Record<SupportEvidence['state'], string>> = {
  offered: 'Offered, no answer yet',
  accepted: 'Accepted',
  refused: 'Refused',
  running: 'Running',
  ended: 'Ended',
  unsuitable: 'Did not suit',
}

function support({ to }: About, files: readonly CaseFile[]): PackSection {
  const lines = files.flatMap((file): PackLine[] => {
    const entries = file.entries.filter(({ day, restricted }) => !restricted && day <= to)
    const barriers = new Map(barriersOf(entries).map(({ barrierId, kind }) => [barrierId, BARRIERS[kind].title]))
    const eased = supportOf(entries).offers
    return [
      ...supportEvidence(entries).supports.map((one, place) => {
        const offer = eased.find(({ title, offered }) => title === one.title && offered === one.offered)
        return lineOf(one, {
          id: `${file.caseId} ${place}`,
          against: offer?.barrierId ? (barriers.get(offer.barrierId) ?? '') : '',
        })
      }),
      ...supportEvidence(entries).referrals.map((one, place) => ({
        id: `${file.caseId} referral ${place}`,
        cells: [
          `Referral to ${one.service}`,
          '',
          shortDay(one.sent),
          `${one.state.charAt(0).toUpperCase()}${one.state.slice(1)}`,
          one.over === null ? '' : shortDay(one.over),
        ],
        text: '',
      })),
    ]
  })
  return section({
    id: 'support',
    title: 'Support: offered, accepted, refused, ended',
    intro: [
      'All support in the child’s cases. What makes school hard is named by its kind, and only where support was offered for it; what the child and the family said about it is not here. What was answered to an offer is, whoever answered, with their name.',
    ],
    columns: ['Support', 'For', 'Offered', 'What was answered', 'How it ended'],
    widths: [4, 3, 3, 5, 5],
    // To whom it was offered was typed as well: it may be another adult.
    free: [2, 3, 4],
    lines,
    empty: 'The child has no case, or no support is written down in it.',
  })
}

function lineOf(one: SupportEvidence, { id, against }: { readonly id: string; readonly against: string }): PackLine {
  const { title, offered, to, state, answered, began, ended } = one
  const answer = [
    STATES[state],
    answered === null
      ? ''
      : `${answered.by}, ${shortDay(answered.day)}${answered.words === '' ? '' : `: “${answered.words}”`}`,
    began === null ? '' : `Began on ${shortDay(began)}`,
  ]
  return {
    id,
    cells: [
      title,
      against,
      offered === null ? 'Not offered' : `${shortDay(offered)}, to ${to}`,
      answer.filter((part) => part !== '').join('. '),
      ended === null ? '' : `${shortDay(ended.day)}: ${ended.words}`,
    ],
    text: '',
  }
}

function plans({ from, to, today }: About, files: readonly CaseFile[]): PackSection {
  const asOf = to < today ? to : today
  const found = files.flatMap(({ entries }) =>
    plansOf(
      entries.filter(({ day, restricted }) => !restricted && day <= to),
      asOf,
    ),
  )
  return section({
    id: 'plans',
    title: 'Plans and contracts, with their signatures',
    intro: ['Plans that were put before the family. The child’s own words are left out.'],
    form: 'papers',
    columns: ['Plan', 'For', 'Aim', 'Target', 'Signatures', 'Where it stands'],
    // Where it stands names those it waits for.
    free: [2, 4, 5],
    lines: found.filter((plan) => plan.latest.offered !== null && plan.until >= from).map(planLine),
    empty: 'No plan was put before the family in this time.',
  })
}

function planLine(plan: Plan): PackLine {
  const { body, signatures } = plan.latest
  const signed = body.parties
    .filter(({ signs }) => signs)
    .map(({ id, name, role }) => {
      const answer = signatures.find(({ party }) => party === id)
      const who = `${name} (${ROLE_NAMES[role].toLowerCase()})`
      if (answer === undefined) return `${who}: has not signed`
      const how = { portal: 'signed in Firstbell', paper: 'signed on paper', refused: 'did not agree' }[answer.way]
      return `${who}: ${how} on ${shortDay(answer.day)}${answer.words === '' ? '' : `, “${answer.words}”`}`
    })
  const duties = body.parties.flatMap(({ name, duties: does }) => does.map(({ words }) => `${name}: ${words}`))
  const reviews = plan.reviews.map(({ day, words }) => `Looked at on ${longDay(day)}: ${words}`)
  return {
    id: plan.planId,
    cells: [
      FORM_NAMES[plan.form],
      `${longDay(body.first)} to ${longDay(body.last)}`,
      body.aim,
      targetWords(body) || 'None',
      `${signed.join('; ')}.`,
      stateWords(plan),
    ],
    text: [...duties, ...body.adjustments.map((words) => `The school changes: ${words}`), ...reviews].join('\n'),
  }
}

function meetings({ from, to }: About, files: readonly CaseFile[]): PackSection {
  const held = files.flatMap(({ entries }) => meetingsOf(entries.filter(({ restricted }) => !restricted)))
  return section({
    id: 'meetings',
    title: 'Meetings, with their minutes',
    intro: ['The minutes as they were kept. They may tell what another adult said.'],
    form: 'papers',
    columns: ['Meeting', 'Day', 'Called', 'Who came', 'Decisions'],
    free: [3, 4],
    lines: held
      .filter(({ day }) => day >= from && day <= to)
      .toSorted((one, other) => (one.day < other.day ? -1 : 1))
      .map(meetingLine),
    empty: 'There was no meeting in this time.',
  })
}

function meetingLine(meeting: Meeting): PackLine {
  const { record, state, cancelled, calledBy } = meeting
  const came = (record?.came ?? []).map(({ name, as }) => (as === '' ? name : `${name} (${as})`))
  const stands = cancelled === null ? 'Not held yet' : `Cancelled: ${cancelled.because}`
  return {
    id: meeting.meetingId,
    cells: [
      MEETING_NAMES[meeting.kind],
      `${longDay(meeting.day)} at ${meeting.time}`,
      `By ${calledBy.name}, ${calledBy.position}`,
      state === 'held' ? came.join(', ') || 'Nobody' : stands,
      (record?.decisions ?? []).join('; ') || 'None',
    ],
    text: record?.words ?? '',
  }
}
