/** What can stand between a child and school: the closed list by which barriers are counted. Working words of this product, not a list of DfE. */
export const BARRIER_KINDS = [
  'health',
  'anxiety',
  'send',
  'bullying',
  'caring',
  'transport',
  'housing',
  'routines',
  'friendship',
  'curriculum',
  'family',
  'other',
] as const
export type BarrierKind = (typeof BARRIER_KINDS)[number]

export interface BarrierWords {
  readonly title: string
  /** What it means, in words that a parent reads too. */
  readonly plain: string
  /** What to ask next, once somebody has said that it is this. */
  readonly asks: readonly string[]
}

export const BARRIERS: Readonly<Record<BarrierKind, BarrierWords>> = {
  health: {
    title: 'Health',
    plain: 'Illness, pain, tiredness or medical appointments.',
    asks: [
      'Does a doctor or nurse know about it?',
      'What would have to be in place for a day at school?',
      'Which days or times are worst?',
    ],
  },
  anxiety: {
    title: 'Worry and anxiety',
    plain: 'Worry about school, about leaving home, or low mood.',
    asks: [
      'When does the worry begin: the evening before, at the gate, in a lesson?',
      'Who helps when it comes?',
      'Is anybody outside school helping?',
    ],
  },
  send: {
    title: 'Special needs, or waiting for help',
    plain: 'A need that is not met yet: waiting for an assessment, too much noise, not enough help.',
    asks: ['What is the family waiting for, and since when?', 'What helps on good days?', 'Does the SENCO know?'],
  },
  bullying: {
    title: 'Bullying',
    plain: 'Somebody is unkind, at school, on the way or online.',
    asks: ['Where and when does it happen?', 'Who at school knows?', 'Does the child feel safe today?'],
  },
  caring: {
    title: 'Caring for somebody',
    plain: 'The child looks after somebody at home.',
    asks: ['Who is cared for, and what does the child do?', 'Is the child known as a young carer?'],
  },
  transport: {
    title: 'The journey',
    plain: 'The bus, the distance, the cost, or nobody to bring the child.',
    asks: ['How does the child come?', 'What goes wrong, and how often?'],
  },
  housing: {
    title: 'Where they live',
    plain: 'Moving, somewhere temporary, too full or too far away.',
    asks: ['How long will they be there?', 'Is there a place to sleep and to do homework?'],
  },
  routines: {
    title: 'Mornings and sleep',
    plain: 'Getting up, sleep, screens late at night, uniform or breakfast.',
    asks: ['What does a school morning look like?', 'When does the child sleep?'],
  },
  friendship: {
    title: 'Friends',
    plain: 'Nobody to be with, or friends who have fallen out.',
    asks: ['Who does the child sit with at lunch?', 'What changed, and when?'],
  },
  curriculum: {
    title: 'Lessons and work',
    plain: 'Work that is too hard, too easy or far behind, or a lesson to keep away from.',
    asks: ['Which lessons?', 'What has been missed that makes it hard to come back?'],
  },
  family: {
    title: 'Something at home',
    plain: 'A death, a separation, illness, money or other trouble in the family.',
    asks: ['What would help the family?', 'Would they like Early Help to be asked?'],
  },
  other: {
    title: 'Something else',
    plain: 'What none of the others says. Write it in their own words.',
    asks: ['What is it?'],
  },
}

/** Whose words a barrier is told in. */
export const WHOSE = ['pupil', 'parent', 'staff'] as const
export type Whose = (typeof WHOSE)[number]

/** How hard it makes school. */
export const STRENGTHS = ['a bit', 'very'] as const
