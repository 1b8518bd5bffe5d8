import { FORMAL_TEMPLATES } from './formal-templates.ts'
import { LADDER_TEMPLATES } from './ladder-templates.ts'
import type { Template, TemplateText } from './shapes.ts'
import { SUPPORT_TEMPLATES } from './support-templates.ts'
import { translated } from './translations.ts'

// The product's own wording, for a school that has none yet. Each is short, names nobody but the family's own child, asks before it
// supposes, and is neutral between one child and several so that brothers and sisters fit in one message.

const FIRSTBELL = 'Firstbell'

function english(channel: TemplateText['channel'], subject: string, body: string): TemplateText {
  return { language: 'en', channel, subject, body, checkedBy: FIRSTBELL }
}

const OWN = { version: 0, safety: false, sameDay: false, retired: false } as const

const CONTACT_US = 'Please reply to this message or ring {{schoolPhone}}.'

export const STANDARD_TEMPLATES: readonly Template[] = [
  {
    ...OWN,
    key: 'first-day',
    name: 'First day of absence',
    purpose: 'Asks why a child is not in school, as soon as the register has closed without a reason.',
    tone: 'asking',
    demands: 'may-be-told',
    sameDay: true,
    texts: [
      english('text', '', `{{school}}: we do not yet know why {{children}} missed registration today. ${CONTACT_US}`),
      english(
        'email',
        'Absence of {{children}} today',
        `Dear {{contact}}\n\nWe do not yet know why {{children}} missed registration on {{day}}. ${CONTACT_US} If you believe your child is at school, ring us at once.\n\n{{school}}`,
      ),
      ...translated('first-day'),
    ],
  },
  {
    ...OWN,
    key: 'absent-again',
    name: 'Absent again, no reason known',
    purpose: 'Asks about a child who was away before today too: on no first day of absence.',
    tone: 'asking',
    demands: 'may-be-told',
    sameDay: true,
    texts: [
      english(
        'text',
        '',
        `{{school}}: {{children}} missed registration again today and we do not know why. We would like to know that all is well. ${CONTACT_US}`,
      ),
      english(
        'email',
        'Absence of {{children}} again today',
        `Dear {{contact}}\n\n{{children}} missed registration again on {{day}} and we do not know why. We would like to know that all is well. ${CONTACT_US}\n\n{{school}}`,
      ),
    ],
  },
  {
    ...OWN,
    key: 'still-no-reason',
    name: 'Still absent, no reason known',
    purpose:
      'Asks again on a later day, or after calls were not answered. About safety: it is sent besides the first message.',
    tone: 'asking',
    demands: 'may-be-told',
    safety: true,
    sameDay: true,
    texts: [
      english(
        'text',
        '',
        `{{school}}: we have not reached you and need to know that {{children}} is safe. Please ring {{schoolPhone}} now.`,
      ),
      ...translated('still-no-reason'),
    ],
  },
  {
    ...OWN,
    key: 'still-absent-letter',
    name: 'Still absent: letter to the home',
    purpose:
      'The letter that the contact ladder asks for, where nobody could be reached. About safety: it is sent besides other messages.',
    tone: 'asking',
    demands: 'may-be-told',
    safety: true,
    texts: [
      english(
        'letter',
        'We would like to know that {{children}} is safe',
        'Dear {{contact}}\n\nOn {{day}} {{children}} was still away from school and we do not know why. We have tried to reach you and could not. We would like to know that all is well at home.\n\nPlease ring {{schoolPhone}} as soon as you have this letter. If something makes it hard to come to school, tell us and we will help. If your telephone number has changed, please tell us that too.\n\nIf you have spoken to us since, thank you: you need not ring again.\n\nYours sincerely\n\n{{school}}',
      ),
    ],
  },
  {
    ...OWN,
    key: 'return-check',
    name: 'Expected back today',
    purpose: 'Asks after a child who was expected back and is not in.',
    tone: 'asking',
    demands: 'may-be-told',
    sameDay: true,
    texts: [
      english(
        'text',
        '',
        `{{school}}: we expected {{children}} back on {{returnDay}}. When will we see them? ${CONTACT_US}`,
      ),
      ...translated('return-check'),
    ],
  },
  ...LADDER_TEMPLATES,
  ...SUPPORT_TEMPLATES,
  {
    ...OWN,
    key: 'meeting',
    name: 'Invitation to a meeting',
    purpose: 'Invites parents to talk about what would help.',
    tone: 'support',
    demands: 'parent',
    texts: [
      english(
        'letter',
        'A meeting about {{children}}',
        'Dear {{contact}}\n\nWe would like to talk with you about what would help {{children}} to be in school. Could you come on {{meeting}}? You may bring somebody with you. If the time does not suit you, or you would rather speak by telephone, ring {{schoolPhone}} and we will find another.\n\nYours sincerely\n\n{{school}}',
      ),
    ],
  },
  {
    ...OWN,
    key: 'meeting-invitation',
    name: 'Invitation to a meeting, with an answer on the family page',
    purpose: 'Invites one parent to a meeting that stands in the child’s case, with an entry for the calendar.',
    tone: 'support',
    demands: 'parent',
    texts: [
      english(
        'letter',
        'A meeting about {{children}}',
        'Dear {{contact}}\n\nWe would like to talk with you about what would help {{children}} to be in school. Could you come on {{meeting}}? You may bring somebody with you.\n\nYou can say whether you will come on your family page, {{link}}, or by ringing {{schoolPhone}}. If the time does not suit you, or you would rather speak by telephone, tell us and we will find another.\n\nYours sincerely\n\n{{school}}',
      ),
      english(
        'email',
        'A meeting about {{children}}',
        'Dear {{contact}}\n\nWe would like to talk with you about what would help {{children}} to be in school. Could you come on {{meeting}}? You may bring somebody with you.\n\nYou can say whether you will come, and put the meeting into your calendar, on your family page: {{link}}\n\nIf the time does not suit you, or you would rather speak by telephone, ring {{schoolPhone}} and we will find another.\n\n{{school}}',
      ),
      english(
        'text',
        '',
        '{{school}}: could you come and talk about what would help {{children}}? {{meeting}}. Please answer on {{link}} or ring {{schoolPhone}}.',
      ),
    ],
  },
  {
    ...OWN,
    key: 'meeting-moved',
    name: 'A meeting has a new time',
    purpose: 'Tells a parent who was invited of the new day, time or place, and asks again whether they can come.',
    tone: 'support',
    demands: 'parent',
    texts: [
      english(
        'letter',
        'A new time for the meeting about {{children}}',
        'Dear {{contact}}\n\nThe meeting about {{children}} has been moved. It is now on {{meeting}}. We are sorry for the change.\n\nYou can say whether this suits you on your family page, {{link}}, or by ringing {{schoolPhone}}.\n\nYours sincerely\n\n{{school}}',
      ),
      english(
        'email',
        'A new time for the meeting about {{children}}',
        'Dear {{contact}}\n\nThe meeting about {{children}} has been moved. It is now on {{meeting}}. We are sorry for the change.\n\nYou can say whether this suits you, and put the new time into your calendar, on your family page: {{link}}\n\nOr ring {{schoolPhone}}.\n\n{{school}}',
      ),
      english(
        'text',
        '',
        '{{school}}: the meeting about {{children}} has been moved. It is now {{meeting}}. Please answer on {{link}} or ring {{schoolPhone}}.',
      ),
    ],
  },
  {
    ...OWN,
    key: 'meeting-cancelled',
    name: 'A meeting will not take place',
    purpose: 'Tells a parent who was invited that the meeting is off.',
    tone: 'support',
    demands: 'parent',
    texts: [
      english(
        'letter',
        'The meeting about {{children}} will not take place',
        'Dear {{contact}}\n\nThe meeting about {{children}} on {{meeting}} will not take place. You need not do anything. If you would like to talk with us all the same, ring {{schoolPhone}}.\n\nYours sincerely\n\n{{school}}',
      ),
      english(
        'email',
        'The meeting about {{children}} will not take place',
        'Dear {{contact}}\n\nThe meeting about {{children}} on {{meeting}} will not take place. You need not do anything. If you would like to talk with us all the same, ring {{schoolPhone}}.\n\n{{school}}',
      ),
      english(
        'text',
        '',
        '{{school}}: the meeting about {{children}} on {{meeting}} will not take place. You need not do anything. To talk with us, ring {{schoolPhone}}.',
      ),
    ],
  },
  {
    ...OWN,
    key: 'leave-decision',
    name: 'Leave of absence decided',
    purpose: 'Tells parents what the head decided about a leave of absence, and why.',
    tone: 'asking',
    demands: 'parent',
    texts: [
      english(
        'letter',
        'Leave of absence for {{children}}',
        'Dear {{contact}}\n\nThe school was asked for leave of absence for {{children}}, {{reason}}.\n\n{{decision}}\n\nIf something has changed, or you would like to talk about it, ring {{schoolPhone}}.\n\nYours sincerely\n\n{{school}}',
      ),
      english(
        'email',
        'Leave of absence for {{children}}',
        'Dear {{contact}}\n\nThe school was asked for leave of absence for {{children}}, {{reason}}.\n\n{{decision}}\n\nIf something has changed, ring {{schoolPhone}}.\n\n{{school}}',
      ),
    ],
  },
  {
    ...OWN,
    key: 'reason-outcome',
    name: 'What became of a reported absence',
    purpose: 'Tells a parent how an absence that they reported was recorded.',
    tone: 'asking',
    demands: 'may-be-told',
    texts: [
      english(
        'text',
        '',
        '{{school}}: thank you for telling us about {{children}}. {{decision}} Questions? Ring {{schoolPhone}}.',
      ),
      english(
        'email',
        'Absence of {{children}}',
        'Dear {{contact}}\n\nThank you for telling us about {{children}}. {{decision}}\n\nQuestions? Ring {{schoolPhone}}.\n\n{{school}}',
      ),
    ],
  },
  {
    ...OWN,
    key: 'reason-wanted',
    name: 'A reason is still wanted',
    purpose:
      'Tells parents that an absence becomes unauthorised unless they give a reason. Nothing becomes unauthorised without it.',
    tone: 'asking',
    demands: 'parent',
    texts: [
      english('text', '', '{{school}}: {{decision}} Please tell us by {{replyBy}}: reply or ring {{schoolPhone}}.'),
      english(
        'email',
        'Absence of {{children}}: we need a reason',
        'Dear {{contact}}\n\n{{decision}} Please tell us by {{replyBy}}: answer this message or ring {{schoolPhone}}. If you have told us already, we are sorry, and ask you to tell us again.\n\n{{school}}',
      ),
      english(
        'letter',
        'Absence of {{children}}: we need a reason',
        'Dear {{contact}}\n\n{{decision}} Please tell us by {{replyBy}}: ring {{schoolPhone}}. If you have told us already, we are sorry, and ask you to tell us again.\n\nYours sincerely\n\n{{school}}',
      ),
    ],
  },
  {
    ...OWN,
    key: 'evidence',
    name: 'Asking for evidence',
    purpose: 'Asks for something in writing about an illness where there is a doubt, before any mark changes.',
    tone: 'asking',
    demands: 'parent',
    texts: [
      english(
        'text',
        '',
        '{{school}}: could you send us something about the illness of {{children}} by {{replyBy}}, such as an appointment card? Not sure what? Ring {{schoolPhone}}.',
      ),
    ],
  },
  {
    ...OWN,
    key: 'missed-lesson',
    name: 'Not in lessons',
    purpose: 'Tells a family that their child was marked present, was not in a lesson, and was found safe in school.',
    tone: 'asking',
    demands: 'parent',
    sameDay: true,
    texts: [
      english(
        'text',
        '',
        '{{school}}: {{children}} came to school today but was not in a lesson, and is now back, safe. Could we talk about why? Please ring {{schoolPhone}}.',
      ),
      english(
        'email',
        '{{children}} was not in a lesson today',
        'Dear {{contact}}\n\n{{children}} came to school today, was not in a lesson, and has been found safe in school. There may be a reason that we do not know. Could we talk about it? Please ring {{schoolPhone}}.\n\n{{school}}',
      ),
    ],
  },
  {
    ...OWN,
    key: 'not-where-expected',
    name: 'Not where expected',
    purpose:
      'Tells a family at once that their child was marked present and cannot be found in school. About safety: it is sent besides other messages.',
    tone: 'asking',
    demands: 'may-be-told',
    safety: true,
    sameDay: true,
    texts: [
      english(
        'text',
        '',
        '{{school}}: {{children}} came to school today, and we do not know where they are now. If you do, or they are with you, please ring {{schoolPhone}} now.',
      ),
      english(
        'email',
        'Please ring us now about {{children}}',
        'Dear {{contact}}\n\n{{children}} came to school today, and we do not know where they are now. If you do, or they are with you, please ring {{schoolPhone}} at once.\n\n{{school}}',
      ),
    ],
  },
  {
    ...OWN,
    key: 'praise',
    name: 'Praise',
    purpose: 'Tells a family what went well.',
    tone: 'praise',
    demands: 'may-be-told',
    texts: [
      english('text', '', '{{school}}: good news about {{children}}: {{praise}}. Well done, and thank you.'),
      english(
        'email',
        'Good news about {{children}}',
        'Dear {{contact}}\n\nGood news about {{children}}: {{praise}}. Well done, and thank you for all you do.\n\n{{school}}',
      ),
      english(
        'letter',
        'Good news about {{children}}',
        'Dear {{contact}}\n\nGood news about {{children}}: {{praise}}. Well done, and thank you for all you do.\n\n{{school}}',
      ),
      ...translated('praise'),
    ],
  },
  {
    ...OWN,
    key: 'attendance-report',
    name: 'Attendance report',
    purpose: 'The report on a child’s attendance that every family gets, as often as the school’s policy promises.',
    tone: 'support',
    demands: 'parent',
    texts: [
      english(
        'letter',
        'The attendance report of {{children}}',
        'Dear {{contact}}\n\n{{report}}\n\nIf something in this report is wrong, tell us and we will put it right. Ring {{schoolPhone}}.\n\nYours sincerely\n\n{{school}}',
      ),
      english(
        'email',
        'The attendance report of {{children}}',
        'Dear {{contact}}\n\n{{report}}\n\nThe same report is on your family page, and we can print it for you. If something in it is wrong, tell us and we will put it right. Ring {{schoolPhone}}.\n\n{{school}}',
      ),
    ],
  },
  ...FORMAL_TEMPLATES,
  {
    ...OWN,
    key: 'family-link',
    name: 'Link to the family page',
    purpose:
      'Lets a parent open the family page. It was asked for just now, so neither quiet hours nor one message a day hold it back.',
    tone: 'asking',
    demands: 'parent',
    safety: true,
    texts: [
      english('text', '', '{{school}}: your link to the family page, for you alone and for one use: {{link}}'),
      english(
        'email',
        'Your link to the family page',
        'Dear {{contact}}\n\nThis link opens the family page of {{school}}, once and for you alone. Please do not pass it on.\n\n{{link}}\n\nIf you did not ask for it, you need not do anything.\n\n{{school}}',
      ),
    ],
  },
]
