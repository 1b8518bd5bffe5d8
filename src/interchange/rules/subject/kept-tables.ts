/**
 * By which a row belongs to a child: the child's own id in a column, in a list, or in a text or document; or another row that belongs to the child.
 * `contact`: a row of an adult of the child's.
 */
export type Belonging =
  | { readonly pupil: string }
  | { readonly oneOf: string }
  | { readonly mentions: string }
  | { readonly contact: string }
  | { readonly through: string; readonly on: readonly string[] }

/** A table in which something is kept about a child, as the record that a family may ask for shows it. */
export interface KeptTable {
  readonly table: string
  /** What its rows are, as somebody outside reads it. */
  readonly title: string
  readonly by: Belonging
  /** The column by which rows are put in order, and dated. */
  readonly order: string
  /** Columns about somebody else, which stay out unless somebody decides that they may go: an adult's telephone number. */
  readonly others?: readonly string[]
  /**
   * Columns that stay out of rows that are confidential, unless somebody decides that they may go: whoever asks may be the one who must not find
   * the household.
   */
  readonly notToBeFound?: readonly string[]
  /** Columns that never go: notes of the product to the school, in which something restricted might show. */
  readonly never?: readonly string[]
  /** Read by those alone who look after safety; handed out only where they say so. */
  readonly restricted?: true
}

const pupil = { pupil: 'pupil_id' } as const
const among = { oneOf: 'pupil_ids' } as const
const through = (table: string, ...on: string[]): Belonging => ({ through: table, on })

/** Which school a child comes from or goes to leads to where the child lives. */
export const SCHOOLS: readonly string[] = ['next_school', 'next_school_from', 'last_school']

const ROLL: readonly KeptTable[] = [
  {
    table: 'roll.pupil',
    title: 'Admission register',
    by: pupil,
    order: 'starting_day',
    others: ['future_parent'],
    notToBeFound: [...SCHOOLS],
  },
  { table: 'roll.placement', title: 'Year groups and classes', by: pupil, order: 'from_day' },
  { table: 'roll.flag', title: 'What the school knows and takes account of', by: pupil, order: 'from_day' },
  { table: 'roll.ethnicity', title: 'Ethnic background', by: pupil, order: 'version' },
  {
    table: 'roll.pupil_contact',
    title: 'Parents, carers and other adults',
    by: pupil,
    order: 'position',
    others: ['barred_reason'],
  },
  {
    table: 'roll.contact',
    title: 'Names and numbers of these adults',
    by: { contact: 'contact_id' },
    order: 'contact_id',
    others: ['phones', 'email', 'address_id'],
  },
  {
    table: 'roll.address',
    title: 'Home address',
    by: through('roll.pupil', 'address_id'),
    order: 'version',
    notToBeFound: ['lines', 'town', 'postcode'],
  },
  {
    table: 'roll.change',
    title: 'Changes of the admission register',
    by: pupil,
    order: 'at',
    others: ['before', 'after'],
    notToBeFound: ['schools_before', 'schools_since'],
  },
]

const REGISTER: readonly KeptTable[] = [
  { table: 'register.change', title: 'Every mark, with every amendment', by: pupil, order: 'made_at' },
  { table: 'register.strip', title: 'Marks as they stand', by: pupil, order: 'year' },
  {
    table: 'register.handed_over',
    title: 'Registers handed to the office after they had closed',
    by: { mentions: 'marks' },
    order: 'received_at',
    others: ['marks'],
  },
]

const LEAVE: readonly KeptTable[] = [
  { table: 'leave.request', title: 'Requests for leave', by: pupil, order: 'asked_at' },
  {
    table: 'leave.step',
    title: 'What became of requests for leave',
    by: through('leave.request', 'request_id'),
    order: 'at',
  },
  { table: 'leave.timetable', title: 'Part-time timetables', by: pupil, order: 'at' },
  {
    table: 'leave.timetable_step',
    title: 'Reviews of part-time timetables',
    by: through('leave.timetable', 'timetable_id'),
    order: 'at',
  },
  { table: 'leave.kept_away', title: 'Suspensions, exclusions and detention', by: pupil, order: 'at' },
  {
    table: 'leave.kept_away_step',
    title: 'What became of suspensions, exclusions and detention',
    by: through('leave.kept_away', 'kept_away_id'),
    order: 'at',
  },
  { table: 'leave.planned_step', title: 'Trips and other plans that the child was put on', by: among, order: 'at' },
  {
    table: 'leave.planned',
    title: 'What these plans were',
    by: through('leave.planned_step', 'planned_id'),
    order: 'at',
  },
]

const ABSENCE: readonly KeptTable[] = [
  { table: 'absence.report', title: 'Reports of absence', by: pupil, order: 'received_at' },
  {
    table: 'absence.report_step',
    title: 'What became of reports',
    by: through('absence.report', 'report_id'),
    order: 'at',
  },
  {
    table: 'absence.report_reply',
    title: 'Replies that became reports',
    by: through('absence.report', 'report_id'),
    order: 'at',
  },
  { table: 'absence.evidence', title: 'Evidence', by: through('absence.report', 'report_id'), order: 'at' },
  { table: 'absence.home_alone', title: 'Whether the child was at home alone', by: pupil, order: 'at' },
  {
    table: 'absence.contact',
    title: 'Calls, texts and letters to find the child',
    by: pupil,
    order: 'at',
    others: ['address'],
  },
  { table: 'absence.claim', title: 'Who was ringing', by: pupil, order: 'at' },
  { table: 'absence.hand_over', title: 'Searches handed over', by: pupil, order: 'at' },
  { table: 'absence.safe', title: 'Seen and safe', by: pupil, order: 'at' },
  { table: 'absence.visit', title: 'Home visits', by: among, order: 'at' },
  { table: 'absence.warning', title: 'Warnings that an absence will be unauthorised', by: pupil, order: 'at' },
  { table: 'site.gate_act', title: 'Late arrivals', by: pupil, order: 'at' },
  { table: 'site.count_act', title: 'Roll calls', by: pupil, order: 'at' },
  { table: 'site.missing', title: 'Spot checks at which the child was not found', by: pupil, order: 'at' },
  { table: 'site.search_step', title: 'Searches on the site', by: pupil, order: 'at' },
]

const TOLD: readonly KeptTable[] = [
  { table: 'messaging.message', title: 'Messages to the family', by: among, order: 'at', others: ['address', 'merge'] },
  {
    table: 'messaging.event',
    title: 'What became of messages',
    by: through('messaging.message', 'message_id'),
    order: 'at',
  },
  {
    table: 'messaging.open',
    title: 'Messages on their way',
    by: through('messaging.message', 'message_id'),
    order: 'message_id',
  },
  {
    table: 'messaging.attachment',
    // Kept with every e-mail; a service that carries words alone leaves it behind.
    title: 'What was to go with messages',
    by: through('messaging.message', 'message_id'),
    order: 'file_name',
  },
  { table: 'messaging.told', title: 'Days on which a message went', by: pupil, order: 'day' },
  { table: 'messaging.reply', title: 'Replies', by: among, order: 'at', others: ['sender'] },
  {
    table: 'messaging.reply_act',
    title: 'What became of replies',
    by: through('messaging.reply', 'reply_id'),
    order: 'at',
  },
  { table: 'parents.question', title: 'Questions of the family', by: pupil, order: 'asked_at' },
  {
    table: 'parents.answer',
    title: 'Answers to the family',
    by: through('parents.question', 'question_id'),
    order: 'at',
  },
  { table: 'weekly.praise', title: 'Praise', by: pupil, order: 'at' },
  { table: 'weekly.praise_choice', title: 'Whether praise is wanted', by: pupil, order: 'at' },
  { table: 'weekly.report', title: 'Reports to parents', by: pupil, order: 'at' },
  { table: 'returns.return', title: 'Returns to the authority', by: pupil, order: 'at' },
  {
    table: 'returns.step',
    title: 'What was told in returns',
    by: through('returns.return', 'duty_key'),
    order: 'at',
    // The law's fields: every parent at home with address and telephone, and where the child goes next.
    others: ['told'],
  },
  {
    table: 'returns.worker',
    title: 'Those who work with the child',
    by: pupil,
    order: 'at',
    others: ['email', 'telephone'],
  },
]

const CASES: readonly KeptTable[] = [
  { table: 'casework.met_back', title: 'First days back', by: pupil, order: 'at' },
  { table: 'casework.letter', title: 'Letters about attendance', by: pupil, order: 'at' },
  {
    table: 'casework.letter_hold',
    title: 'When letters were held back',
    by: pupil,
    order: 'at',
    others: ['because', 'words'],
  },
  { table: 'casework.case_file', title: 'Cases', by: pupil, order: 'opened_at' },
  {
    table: 'casework.entry',
    title: 'What was learned, offered, agreed and done',
    by: through('casework.case_file', 'case_id'),
    order: 'at',
  },
  {
    table: 'casework.restricted_entry',
    title: 'Entries of safeguarding',
    by: through('casework.case_file', 'case_id'),
    order: 'at',
    restricted: true,
  },
]

const FORMAL: readonly KeptTable[] = [
  { table: 'enforcement.thread', title: 'Notices and other formal steps', by: pupil, order: 'at' },
  {
    table: 'enforcement.event',
    title: 'What happened in each',
    by: through('enforcement.thread', 'thread_id'),
    order: 'at',
  },
  {
    table: 'enforcement.pack',
    title: 'Evidence packs',
    by: through('enforcement.thread', 'thread_id'),
    order: 'at',
    // A parent's address stands in it, and what was written to that parent alone.
    others: ['content'],
  },
]

const FIGURES: readonly KeptTable[] = [
  { table: 'measures.saved_group', title: 'Groups that the child was put in', by: among, order: 'saved_at' },
  { table: 'measures.support', title: 'Support that was measured', by: among, order: 'recorded_at' },
  { table: 'duties.act', title: 'What was done about duties', by: { mentions: 'duty_key' }, order: 'made_at' },
  {
    table: 'audit.trail',
    title: 'Who looked at or changed what is kept',
    by: { mentions: 'subject' },
    order: 'at',
    never: ['facts', 'operation', 'request_id', 'subject'],
  },
]

/** Where something is kept about a child: everything that a record for the family is made of, in the order in which it is told. */
export const KEPT_TABLES: readonly KeptTable[] = [
  ...ROLL,
  ...REGISTER,
  ...LEAVE,
  ...ABSENCE,
  ...TOLD,
  ...CASES,
  ...FORMAL,
  ...FIGURES,
]

const SETTINGS = 'How the school works; about no child.'
const ADULTS = 'An adult’s own sign-in or choice; asked for by that adult.'
const STAGED = 'A file as it came, until it is taken or discarded; what was taken stands in the admission register.'

/** Every other table that has a school, and why it is no part of a child's record. A new table must be in one of the two lists: a test says so. */
export const NOT_OF_A_CHILD: Readonly<Record<string, string>> = {
  'absence.automatic': SETTINGS,
  'casework.long_absence': SETTINGS,
  'casework.school_meeting':
    'A meeting about several children; what was said and agreed about this one is in the child’s own case.',
  'casework.service_row': SETTINGS,
  'enforcement.settings': SETTINGS,
  'casework.support_row': SETTINGS,
  'enforcement.penalty_settings': SETTINGS,
  'identity.family_link': ADULTS,
  'interchange.preview_row': STAGED,
  'interchange.roster_file': STAGED,
  'interchange.roster_import': STAGED,
  'interchange.source_pupil': 'The number by which another system knows the child; its file is that system’s.',
  'interchange.staged_chunk': STAGED,
  'measures.late_event': SETTINGS,
  'measures.lesson_free': SETTINGS,
  'measures.target': SETTINGS,
  'messaging.choice': ADULTS,
  'messaging.letter_layout': SETTINGS,
  'messaging.template': SETTINGS,
  'parents.account': ADULTS,
  'parents.account_end': ADULTS,
  'parents.account_now': ADULTS,
  'policy.address': SETTINGS,
  'policy.publication': SETTINGS,
  'policy.version': SETTINGS,
  'register.entry': 'The journal of the whole school; this child’s part of it is `register.change`.',
  'register.handed_decision': 'What was decided about a whole register; the marks are in `register.change`.',
  'register.head': SETTINGS,
  'register.reminder': SETTINGS,
  'returns.settings': SETTINGS,
  'roll.calendar': SETTINGS,
  'roll.day_clock': SETTINGS,
  'roll.registration_group': SETTINGS,
  'roll.school': SETTINGS,
  'roll.tutor': SETTINGS,
  'site.spot_check': 'A check of a whole group; that this child was missing is `site.missing`.',
  'weekly.form_table': SETTINGS,
  'weekly.report_batch': 'Which reports were made together; the child’s own is `weekly.report`.',
  'weekly.told': SETTINGS,
}
