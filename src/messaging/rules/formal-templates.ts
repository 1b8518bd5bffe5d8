import type { Template } from './shapes.ts'

// Notices of the law, to one parent each. Their whole text is written by the slice that gives them; it stands here in one field.

/** The school's own mail server sends the paper too, and a service does not: true of both. */
const ON_PAPER =
  'If a file comes with this e-mail, it is the same notice as a paper. If there is none, or you would like it on paper, ring {{schoolPhone}}.'

const words = (channel: 'letter' | 'email') => ({
  language: 'en',
  channel,
  subject: 'Notice to improve the attendance of {{children}}',
  body: `Dear {{contact}}\n\nThis is a notice to improve the attendance of {{children}}. If something in it is wrong, or you need help with it, ring {{schoolPhone}}.\n\n{{notice}}\n\n${channel === 'letter' ? 'Yours sincerely' : ON_PAPER}\n\n{{school}}`,
  checkedBy: 'Firstbell',
})

export const FORMAL_TEMPLATES: readonly Template[] = [
  {
    version: 0,
    safety: false,
    sameDay: false,
    retired: false,
    key: 'notice-to-improve',
    name: 'Notice to improve',
    purpose: 'The formal notice to one parent: only after support was offered, and after the head decided on it.',
    tone: 'asking',
    demands: 'parent',
    texts: [words('letter'), words('email')],
  },
]
