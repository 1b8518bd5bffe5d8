import { FLAG_KINDS, FLAGS } from '../../roll/contract.ts'
import type { ContactField, FlagField, PupilField } from './roster.ts'

/** One column of the Firstbell template. The template, its description, the reader and the export all come from this table. */
export interface Column {
  /** What the first line of the file calls it. */
  readonly name: string
  /** Where it goes: a particular of the pupil, a flag, or a contact's by its number. */
  readonly goes:
    | { readonly pupil: PupilField }
    | { readonly flag: FlagField }
    | { readonly contact: number; readonly field: ContactField }
  /** A file without this column cannot be read. */
  readonly required: boolean
  readonly about: string
  /** What the two made-up pupils of the template have. */
  readonly examples: readonly [string, string]
  /** Other names that are understood. */
  readonly also: readonly string[]
}

/** How many contacts a row can hold. */
export const CONTACTS_IN_A_ROW = 4

const PUPIL_COLUMNS: readonly Column[] = [
  pupil('upn', 'UPN', {
    about:
      'Unique pupil number, 13 characters. Leave it empty only for a pupil who has none yet. Format the column as text in Excel, or it turns into 8.2E+11.',
    examples: ['U999400020001', 'H999400020002'],
    also: ['Unique pupil number'],
  }),
  pupil('admissionNumber', 'Admission number', {
    about: 'Your own number for the pupil. A pupil without a UPN is recognised by it the next time.',
    examples: ['1001', '1002'],
    also: ['Admission no', 'Adno', 'Pupil number', 'Pupil ID'],
  }),
  pupil('legalForenames', 'Legal forenames', {
    required: true,
    about: 'Every forename, as on the birth certificate.',
    examples: ['Amara Grace', 'Joseph'],
    also: ['Legal forename', 'Forename', 'Forenames', 'First name', 'Given name'],
  }),
  pupil('legalSurname', 'Legal surname', {
    required: true,
    about: 'The family name, as on the birth certificate.',
    examples: ['Okafor-Lindqvist', "O'Brien"],
    also: ['Surname', 'Last name', 'Family name'],
  }),
  pupil('preferredForename', 'Preferred forename', {
    about: 'What the pupil is called in class. Empty means the first legal forename.',
    examples: ['', 'Joe'],
    also: ['Preferred name', 'Known as', 'Chosen name'],
  }),
  pupil('preferredSurname', 'Preferred surname', {
    about: 'Empty means the legal surname.',
    examples: ['Okafor', ''],
    also: ['Chosen surname'],
  }),
  pupil('born', 'Date of birth', {
    required: true,
    about: 'Year, month, day: 2014-03-09. Other orders are understood, but you will be asked which they are.',
    examples: ['2015-03-09', '2014-01-30'],
    also: ['DOB', 'Birth date', 'Birthdate', 'Born'],
  }),
  pupil('sex', 'Sex', { required: true, about: 'F or M.', examples: ['F', 'M'], also: ['Gender', 'Legal sex'] }),
  pupil('yearGroup', 'Year group', {
    required: true,
    about: 'N1, N2, R or 1 to 13; "Year 7" and "Reception" are understood.',
    examples: ['7', '8'],
    also: ['Year', 'NC year', 'National curriculum year', 'Yeargroup'],
  }),
  pupil('group', 'Registration group', {
    about: 'The group whose register the pupil is in, such as 7A. It is made if you have none of that name.',
    examples: ['7A', '8B'],
    also: ['Reg group', 'Form', 'Tutor group', 'Class', 'Reg'],
  }),
  pupil('startingDay', 'Starting day', {
    about:
      'First day on roll, year, month, day. Needed for new pupils; if the column is empty you are asked once for all.',
    examples: ['2026-09-03', '2025-09-04'],
    also: ['Start date', 'Admission date', 'Date of admission', 'Entry date'],
  }),
  pupil('ethnicity', 'Ethnicity', {
    about:
      'What the pupil or a parent says: a code of DfE’s school census such as WBRI, or its name. REFU is refused, NOBT not yet obtained. Empty changes nothing. Read only if you may see sensitive facts of pupils.',
    examples: ['', ''],
    also: ['Ethnic background', 'Ethnicity code', 'Ethnic code', 'Ethnic group'],
  }),
  pupil('address', 'Address', {
    about: 'House and street, lines parted by commas, without town and postcode.',
    examples: ['12 Example Lane, Upper Sample', 'Flat 3, 40 Example Road'],
    also: ['Address lines', 'Street', 'Home address'],
  }),
  pupil('town', 'Town', { about: 'Post town.', examples: ['Exampleton', 'Exampleton'], also: ['City', 'Post town'] }),
  pupil('postcode', 'Postcode', { about: 'Such as ZZ1 1AA.', examples: ['ZZ1 1AA', 'ZZ1 2BB'], also: ['Post code'] }),
]

const FLAG_ALSO: Readonly<Partial<Record<FlagField, readonly string[]>>> = {
  medical: ['Medical'],
  'sen-support': ['SEN'],
  ehcp: ['EHCP', 'EHC plan'],
  eal: ['EAL'],
  fsm: ['FSM'],
  'pupil-premium': ['PP'],
  'looked-after': ['LAC', 'CLA', 'Child looked after'],
  'previously-looked-after': ['PLAC'],
  'child-in-need': ['CIN'],
  'child-protection': ['CP', 'CPP'],
}

const FLAG_COLUMNS: readonly Column[] = FLAG_KINDS.map((flag) => ({
  name: FLAGS[flag].name,
  goes: { flag },
  required: false,
  about: `Yes or no. Empty changes nothing.${FLAGS[flag].audience === 'sensitive' ? ' Read only if you may see sensitive facts of pupils.' : ''}`,
  examples: [flag === 'fsm' ? 'yes' : '', ''],
  also: FLAG_ALSO[flag] ?? [],
}))

interface ContactColumn {
  readonly field: ContactField
  readonly name: string
  readonly about: string
  readonly examples: readonly [string, string]
  readonly also?: readonly string[]
}

const CONTACT_COLUMNS: readonly ContactColumn[] = [
  { field: 'title', name: 'title', about: 'Ms, Mr, Dr or what they are called. May be empty.', examples: ['Dr', ''] },
  {
    field: 'forenames',
    name: 'forenames',
    about: 'Their forenames.',
    examples: ['Ngozi', 'Siobhan'],
    also: ['forename', 'first name'],
  },
  {
    field: 'surname',
    name: 'surname',
    about: 'Their family name. A contact is read where there is a surname.',
    examples: ['Okafor', "O'Brien"],
    also: ['last name'],
  },
  {
    field: 'relationship',
    name: 'relationship',
    about: 'Mother, father, grandmother, foster carer, social worker …',
    examples: ['mother', 'mother'],
    also: ['relation'],
  },
  {
    field: 'phone',
    name: 'phone',
    about: 'One number, or several parted by " / ", best first.',
    examples: ['07700 900101', '07700 900102'],
    also: ['telephone', 'mobile'],
  },
  { field: 'email', name: 'email', about: 'E-mail address.', examples: ['n.okafor@example.org', ''], also: ['e-mail'] },
  {
    field: 'livesWith',
    name: 'lives with pupil',
    about: 'Yes or no. Empty means no.',
    examples: ['yes', 'yes'],
    also: ['lives with'],
  },
  {
    field: 'parentalResponsibility',
    name: 'parental responsibility',
    about: 'Yes or no. Empty means that it is not known.',
    examples: ['yes', 'yes'],
  },
  {
    field: 'mayBeTold',
    name: 'may be told',
    about: 'Whether the school may speak to them about the pupil: yes or no. Empty means yes.',
    examples: ['yes', 'yes'],
  },
  {
    field: 'order',
    name: 'order',
    about: 'Who is rung first: 1, 2, 3, 4. Empty means the order of the columns.',
    examples: ['1', '1'],
    also: ['priority'],
  },
]

function contactColumns(number: number): readonly Column[] {
  return CONTACT_COLUMNS.map((column) => ({
    name: `Contact ${number} ${column.name}`,
    goes: { contact: number, field: column.field },
    required: false,
    about: column.about,
    examples: number === 1 ? column.examples : ['', ''],
    also: (column.also ?? []).map((other) => `Contact ${number} ${other}`),
  }))
}

/** Every column of the template, in order. */
export const COLUMNS: readonly Column[] = [
  ...PUPIL_COLUMNS,
  ...FLAG_COLUMNS,
  ...Array.from({ length: CONTACTS_IN_A_ROW }, (_, index) => contactColumns(index + 1)).flat(),
]

function pupil(
  field: PupilField,
  name: string,
  rest: Pick<Column, 'about' | 'examples' | 'also'> & { readonly required?: boolean },
): Column {
  return {
    name,
    goes: { pupil: field },
    required: rest.required ?? false,
    about: rest.about,
    examples: rest.examples,
    also: rest.also,
  }
}

/** The office's name of a particular, for problems. */
export function columnName(field: PupilField): string {
  const column = PUPIL_COLUMNS.find(({ goes }) => 'pupil' in goes && goes.pupil === field)
  return column?.name ?? field
}

export function flagName(flag: FlagField): string {
  return FLAGS[flag].name
}
