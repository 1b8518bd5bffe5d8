import type { Template, TemplateText } from './shapes.ts'
import { translated } from './translations.ts'

// The letters of the ladder (casework), one after the other. Each offers help before it asks for anything, counts days and half days and no
// percentage, names no sum of money, and can be read with ease at eleven (`reading-age.test.ts`).

const LETTER = { version: 0, safety: false, sameDay: false, retired: false, demands: 'parent' } as const

function english(channel: 'letter' | 'email', subject: string, body: string): TemplateText {
  return { language: 'en', channel, subject, body, checkedBy: 'Firstbell' }
}

/** A letter, and the same by e-mail. */
function both(subject: string, body: string): Template['texts'] {
  return [
    english('letter', subject, `Dear {{contact}}\n\n${body}\n\nYours sincerely\n\n{{school}}`),
    english('email', subject, `Dear {{contact}}\n\n${body}\n\n{{school}}`),
  ]
}

const HELP = 'Please talk to {{help}} by {{replyBy}}. You can also ring {{schoolPhone}}.'
const WRONG = 'If this letter is wrong, please tell us and we will put it right.'

function finalWarning(next: string): Template['texts'] {
  return both(
    'Please talk to us about {{children}} now',
    `We wrote to you on {{writtenOn}} and asked how we can help {{children}} to be in school. Since {{since}} {{children}} has missed {{sessionsMissed}} of {{sessions}} half days. For {{unauthorisedMissed}} of these we had no reason that the school could accept.\n\nThe help we offered is still there, and we want you to take it. ${HELP}\n\nThis is a final warning. If {{children}} is away again without a reason that we can accept, the head will look at what to do next. ${next} Nobody decides this before they have looked at what you tell us.\n\nThere may be a reason that we do not know. If so, or if this letter is wrong, tell us and we will put it right.`,
  )
}

export const LADDER_TEMPLATES: readonly Template[] = [
  {
    ...LETTER,
    key: 'below-95',
    name: 'First letter: days missed',
    purpose: 'The first letter of the ladder: says what was missed in days, asks what is in the way, and offers help.',
    tone: 'support',
    texts: [
      english(
        'letter',
        'How {{children}} can be in school more',
        'Dear {{contact}}\n\nSince {{since}} {{children}} missed {{daysMissed}} of school: {{sessionsMissed}} of {{sessions}} half days. We know that some absence cannot be helped, and we may not know all the reasons.\n\nIs something at school or at home making it hard to come? We would like to hear from you and to help. Please speak to {{help}} by {{replyBy}}. You can also ring {{schoolPhone}}.\n\nIf this letter is wrong, tell us and we will put it right.\n\nYours sincerely\n\n{{school}}',
      ),
      english(
        'email',
        'How {{children}} can be in school more',
        'Dear {{contact}}\n\nSince {{since}} {{children}} missed {{daysMissed}} of school. Some absence cannot be helped, and we may not know all the reasons. Is something making it hard to come? We would like to help. Please speak to {{help}} by {{replyBy}}. You can also ring {{schoolPhone}}.\n\n{{school}}',
      ),
      ...translated('below-95'),
    ],
  },
  {
    ...LETTER,
    key: 'ladder-illness',
    name: 'First letter: time missed through illness',
    purpose: 'Offers help to a family whose child missed school through illness and nothing else. It asks for nothing.',
    tone: 'support',
    texts: both(
      'How we can help {{children}} after being ill',
      'We are sorry that {{children}} has been ill. Since {{since}} this came to {{daysMissed}} of school. You told us each time, and we thank you for that.\n\nCan we help? We can send work home, change the day for a while, or ask the school nurse to talk with you. If it would help, please talk to {{help}}. You can also ring {{schoolPhone}}.\n\nYou need do nothing if all is well.',
    ),
  },
  {
    ...LETTER,
    key: 'ladder-late',
    name: 'First letter: being late',
    purpose: 'The first letter about lateness alone: says how often, asks what is in the way, and offers help.',
    tone: 'support',
    texts: both(
      'Helping {{children}} to be on time',
      `Since {{lateSince}} {{children}} came late {{lates}} times. The start of the day is when the class hears what comes next, and it is hard to walk in late.\n\nMornings can be hard. Is there something at home, on the way or at school that we can help with? ${HELP}\n\n${WRONG}`,
    ),
  },
  {
    ...LETTER,
    key: 'ladder-second',
    name: 'Second letter',
    purpose: 'The second letter of the ladder: says what was missed by now, and offers help again.',
    tone: 'support',
    texts: both(
      'We would like to help {{children}} to be in school',
      `We wrote to you on {{writtenOn}} about the school that {{children}} has missed. Since {{since}} it has come to {{daysMissed}}: {{sessionsMissed}} of {{sessions}} half days.\n\nWe may not know what is in the way. It may be health, worry, friends, travel or something at home. Tell us, and we will look for help with you. ${HELP}\n\n${WRONG}`,
    ),
  },
  {
    ...LETTER,
    key: 'ladder-meeting',
    name: 'Invitation to talk',
    purpose:
      'The third letter of the ladder: asks the parents to a talk about what would help. The day is agreed with them.',
    tone: 'support',
    texts: both(
      'Could we meet about {{children}}?',
      'We wrote to you on {{writtenOn}} about the school that {{children}} has missed. Since {{since}} it has come to {{daysMissed}}: {{sessionsMissed}} of {{sessions}} half days. Late marks since {{lateSince}}: {{lates}}.\n\nWe would like to meet you and {{children}} and make a plan that works for you all. You may bring a friend or somebody who speaks for you. We can also come to your home or talk on the phone.\n\nPlease tell {{help}} by {{replyBy}} which day is good for you. You can also ring {{schoolPhone}}.\n\nIf this letter is wrong, please tell us and we will put it right.',
    ),
  },
  {
    ...LETTER,
    key: 'ladder-final',
    name: 'Final warning',
    purpose:
      'The last letter of the ladder, after support was offered: says that formal steps may come later and how to be heard. It names no notice and no sum of money.',
    tone: 'warning',
    texts: finalWarning('That may lead to formal steps later.'),
  },
  {
    ...LETTER,
    key: 'ladder-final-notice',
    name: 'Final warning that names a notice',
    purpose:
      'The same where absence without a reason is near the national threshold: says that a penalty notice may come next. It names no sum of money.',
    tone: 'warning',
    texts: finalWarning('That can be a penalty notice from the council.'),
  },
  {
    ...LETTER,
    key: 'ladder-improved',
    name: 'Attendance is better',
    purpose: 'Tells a family who had a letter that it went better since, and thanks them. The ladder begins anew.',
    tone: 'praise',
    texts: both(
      'Well done, {{children}}',
      'We have good news. We wrote to you on {{writtenOn}}. Since then {{children}} has been in school for {{sessionsAttended}} of {{sessions}} half days. That is much better than before.\n\nThank you for all you have done. We know that it was not easy. If things get hard again, ring {{schoolPhone}} and ask for {{help}}.',
    ),
  },
  {
    ...LETTER,
    key: 'ladder-stepped-down',
    name: 'No more letters for now',
    purpose: 'Tells a family that the school writes no more letters about attendance for now, and why.',
    tone: 'praise',
    texts: both(
      'We will not write to you again about this for now',
      'We wrote to you on {{writtenOn}} about the school that {{children}} had missed. We have looked at it again. {{reason}}\n\nSo we will not send more letters about this for now. Thank you for talking with us. If you need help at any time, ring {{schoolPhone}} and ask for {{help}}.',
    ),
  },
]
