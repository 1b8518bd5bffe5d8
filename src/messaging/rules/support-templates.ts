import type { Template, TemplateText } from './shapes.ts'

// What families are asked while a child is helped. Whoever has no family page reads here how else to answer.

const FIRSTBELL = { language: 'en', checkedBy: 'Firstbell' } as const

/** The same words as a letter and as an e-mail, and a short text. */
function words(subject: string, body: string, text: string): readonly TemplateText[] {
  const letter = `Dear {{contact}}\n\n${body}\n\nYours sincerely\n\n{{school}}`
  return [
    { ...FIRSTBELL, channel: 'letter', subject, body: letter },
    { ...FIRSTBELL, channel: 'email', subject, body: letter.replace('Yours sincerely\n\n', '') },
    { ...FIRSTBELL, channel: 'text', subject: '', body: text },
  ]
}

const OWN = { version: 0, safety: false, sameDay: false, retired: false, tone: 'support', demands: 'parent' } as const

export const SUPPORT_TEMPLATES: readonly Template[] = [
  {
    ...OWN,
    key: 'school-hard-invitation',
    name: 'What makes school hard: questions to a parent',
    purpose: 'Asks one parent what makes school hard for the child, on the family page or in another way.',
    texts: words(
      'What would help {{children}} at school?',
      'We would like to know what makes school hard for {{children}}, and what would help. You know {{children}} best.\n\nThere are short questions on your family page: {{link}}\n\nYou can leave out any of them. If you have no family page, or would rather talk, ring {{schoolPhone}}. We can go through them with you, or send them to you on paper.',
      '{{school}}: what makes school hard for {{children}}, and what would help? Please tell us on {{link}} or ring {{schoolPhone}}. We can send the questions on paper too.',
    ),
  },
  {
    ...OWN,
    key: 'plan-to-sign',
    name: 'A plan to read and sign',
    purpose: 'Tells one parent that a plan to help the child waits for them, on the family page or on paper.',
    texts: words(
      'A plan to help {{children}} at school',
      'We have written a plan to help {{children}} at school. Please read it. You can sign it, or tell us what you would change, on your family page: {{link}}\n\nIf you have no family page, or want to talk first, ring {{schoolPhone}}. We can send you the plan on paper, or read it through with you.',
      '{{school}}: we have written a plan to help {{children}} at school. Please read it and sign, or tell us what to change: {{link}}. No family page? Ring {{schoolPhone}} and we send it on paper.',
    ),
  },
]
