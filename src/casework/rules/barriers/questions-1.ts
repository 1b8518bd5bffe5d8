import type { Whose } from './kinds.ts'
import type { QuestionSet } from './question-set.ts'

/**
 * Version 1 of the questions about difficulties with coming to school. Our own wording. Never change a word of it once answers are kept:
 * write version 2. The child's set is for eleven year olds: short sentences, everyday words, about the child and never about blame.
 */
const STATEMENTS = [
  {
    id: 'unwell',
    kind: 'health',
    pupil: 'I feel ill, hurt or very tired.',
    parent: 'My child is ill, in pain or very tired.',
    staff: 'The child is ill, in pain or very tired.',
  },
  {
    id: 'worried',
    kind: 'anxiety',
    pupil: 'I feel worried or sad about school.',
    parent: 'My child is worried or sad about school.',
    staff: 'The child seems worried or sad at school.',
  },
  {
    id: 'leaving-home',
    kind: 'anxiety',
    pupil: 'It is hard to leave home in the morning.',
    parent: 'It is hard for my child to leave home in the morning.',
    staff: 'The child finds it hard to arrive and to part from home.',
  },
  {
    id: 'help',
    kind: 'send',
    pupil: 'I need more help at school than I get.',
    parent: 'My child needs help that they do not get yet.',
    staff: 'The child has needs that we do not meet yet.',
  },
  {
    id: 'busy',
    kind: 'send',
    pupil: 'School is too loud or too busy for me.',
    parent: 'School is too loud or too busy for my child.',
    staff: 'Noise and busy places are hard for the child.',
  },
  {
    id: 'unkind',
    kind: 'bullying',
    pupil: 'Somebody is unkind to me.',
    parent: 'Somebody is unkind to my child, at school or online.',
    staff: 'Somebody is unkind to the child, as far as we know.',
  },
  {
    id: 'friends',
    kind: 'friendship',
    pupil: 'I have nobody to be with, or I fell out with friends.',
    parent: 'My child has trouble with friends, or has none at school.',
    staff: 'The child has few friends, or has fallen out with them.',
  },
  {
    id: 'lessons',
    kind: 'curriculum',
    pupil: 'Some lessons or some work are too hard, or I am behind.',
    parent: 'Some lessons are too hard for my child, or they are behind.',
    staff: 'The child finds the work too hard, or is behind.',
  },
  {
    id: 'mornings',
    kind: 'routines',
    pupil: 'I do not sleep well, or mornings go wrong.',
    parent: 'Sleep, or getting ready in the morning, is hard.',
    staff: 'The child comes tired, late, hungry or not ready.',
  },
  {
    id: 'journey',
    kind: 'transport',
    pupil: 'Getting to school is hard.',
    parent: 'The journey to school is hard for us.',
    staff: 'The journey to school is hard for the family.',
  },
  {
    id: 'caring',
    kind: 'caring',
    pupil: 'I look after somebody at home.',
    parent: 'My child helps to look after somebody at home.',
    staff: 'The child looks after somebody at home, as far as we know.',
  },
  {
    id: 'home',
    kind: 'housing',
    pupil: 'Where we live makes it hard, or we move a lot.',
    parent: 'Where we live makes it hard, or we have to move.',
    staff: 'Where the family lives makes it hard, as far as we know.',
  },
  {
    id: 'family',
    kind: 'family',
    pupil: 'Something at home is on my mind.',
    parent: 'Something in our family makes it hard at the moment.',
    staff: 'Something in the family makes it hard, as far as we know.',
  },
] as const

const OPEN = [
  {
    id: 'hard',
    pupil: 'What makes school hard? Use your own words.',
    parent: 'What makes school hard for your child, in your words?',
    staff: 'What makes school hard for this child, as you see it?',
  },
  {
    id: 'better',
    pupil: 'What one thing would make school better for you?',
    parent: 'What one thing would make the most difference?',
    staff: 'What one thing could the school change first?',
  },
  {
    id: 'good',
    pupil: 'What do you like at school? What are you good at?',
    parent: 'What does your child like at school, and what are they good at?',
    staff: 'What goes well? What is the child good at?',
  },
  {
    id: 'adult',
    pupil: 'Which grown-up at school do you like to talk to?',
    parent: 'Whom at school does your child trust?',
    staff: 'Which adult here does the child trust?',
  },
] as const

const INTRODUCTIONS: Readonly<Record<Whose, string>> = {
  pupil: 'There are no wrong answers. You can leave out what you do not want to say.',
  parent:
    'There are no wrong answers, and you can leave out what you like. What you write helps the school to put the right things in place.',
  staff: 'As you see it: what you have noticed yourself, not what you have been told by the child or the family.',
}

export function questionsOne(who: Whose): QuestionSet {
  return {
    version: 1,
    who,
    title: who === 'pupil' ? 'What makes school hard for you?' : 'What makes school hard?',
    introduction: INTRODUCTIONS[who],
    statements: STATEMENTS.map((one) => ({ id: one.id, kind: one.kind, words: one[who] })),
    open: OPEN.map((one) => ({ id: one.id, words: one[who] })),
  }
}
