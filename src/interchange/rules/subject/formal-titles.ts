import { EVENTS, type EventKind, factInWords, type PenaltyFact } from '../../../enforcement/contract.ts'

const TITLES: Readonly<Partial<Record<EventKind, string>>> = {
  considered: 'It was looked at whether a formal step fits',
  'support-answered': 'Was enough help offered first',
  'leave-answered': 'Was leave asked for, and refused',
  'equality-answered': 'Was a disability thought of',
  'safeguarding-answered': 'What those who look after safety answered',
  'alternative-answered': 'Why something else does not fit',
  'best-tool-answered': 'What fits best',
  decided: 'The head decided',
  'improve-drafted': 'A notice to improve was written',
}

/** What happened in a formal step, said in a few words: its own particulars stand beside. */
export function formalTitle(kind: string, body: unknown): string {
  if (kind.startsWith('penalty-'))
    return `Penalty notice: ${factInWords({ kind, body } as PenaltyFact).title.toLowerCase()}`
  const known = kind as EventKind
  return TITLES[known] ?? EVENTS[known]?.step ?? kind.replaceAll('-', ' ')
}
