import type { NoticeKind, Rank } from '../../../law/notices/penalty-notices.ts'
import { pounds } from './money.ts'
import type { PenaltyEventKind, PenaltyFact, PenaltyStage } from './penalty-state.ts'

export const STAGE_WORDS: Readonly<Record<PenaltyStage, string>> = {
  requested: 'Asked for',
  'not clear': 'Authority: not clear',
  checked: 'Authority: clear',
  'called off': 'Called off',
  issued: 'Issued, on its way',
  received: 'To pay',
  paid21: 'Paid, lower amount',
  paid28: 'Paid in full',
  unpaid: 'Unpaid: decide',
  prosecuted: 'Prosecuted',
  withdrawn: 'Withdrawn',
  elsewhere: 'Of elsewhere',
  mistaken: 'Entered by mistake',
}

export const KIND_WORDS: Readonly<Record<NoticeKind, string>> = {
  absence: 'Absence',
  'public-place': 'Public place in a suspension',
}

export function rankWords(rank: Rank | 'none left' | null): string {
  if (rank === null) return 'No rank: not counted'
  return { first: 'First', second: 'Second', 'none left': 'None left' }[rank]
}

const TITLES: Readonly<Record<PenaltyEventKind, string>> = {
  'penalty-requested': 'Asked for',
  'penalty-checked': 'The authority answered',
  'penalty-called-off': 'Called off',
  'penalty-issued': 'Issued',
  'penalty-copied': 'A copy was sent',
  'penalty-received': 'Received',
  'penalty-paid': 'Payment',
  'penalty-refunded': 'Refund',
  'penalty-withdrawn': 'Withdrawn',
  'penalty-prosecuted': 'Prosecuted',
  'penalty-elsewhere': 'Issued elsewhere',
  'penalty-mistaken': 'Entered by mistake',
}

/** A step of a notice as people read it: what it was, and the rest in a sentence. */
export function factInWords(fact: PenaltyFact): { readonly title: string; readonly words: string } {
  return { title: TITLES[fact.kind], words: wordsOf(fact) }
}

function wordsOf(fact: PenaltyFact): string {
  switch (fact.kind) {
    case 'penalty-requested':
      return fact.body.because
    case 'penalty-checked':
      return checkedWords(fact.body)
    case 'penalty-called-off':
    case 'penalty-mistaken':
      return fact.body.because
    case 'penalty-issued': {
      const { rank, signatory, way, reference } = fact.body
      const sent = way === 'post' ? 'sent by post' : 'handed over'
      return `${rankWords(rank)}, signed by ${signatory.name}, ${sent}${withReference(reference)}`
    }
    case 'penalty-copied':
      return `To ${fact.body.to}`
    case 'penalty-paid':
      return `${pounds(fact.body.pence)}${withReference(fact.body.reference)}`
    case 'penalty-refunded':
      return joined(pounds(fact.body.pence), fact.body.words)
    case 'penalty-withdrawn':
      return joined(sentence(fact.body.because), fact.body.words)
    case 'penalty-prosecuted':
      return `${fact.body.words}${withReference(fact.body.reference)}`
    case 'penalty-elsewhere':
      return joined(fact.body.where, fact.body.source)
    default:
      return fact.body.words
  }
}

function checkedWords({
  answer,
  from,
  elsewhere,
  words,
}: Extract<PenaltyFact, { kind: 'penalty-checked' }>['body']): string {
  const known = elsewhere === 0 ? 'no earlier notice' : `${elsewhere} earlier ${elsewhere === 1 ? 'notice' : 'notices'}`
  return joined(`${from}: ${answer}, ${known}`, words)
}

function withReference(reference: string): string {
  return reference === '' ? '' : `, reference ${reference}`
}

function joined(first: string, second: string): string {
  return second === '' ? first : `${first}. ${second}`
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
