/** Letters as a layout is given them: `sys.inputs.data`, as JSON. */
export interface LettersData {
  /** The document's own title. */
  readonly title: string
  readonly school: { readonly name: string; readonly address: string; readonly telephone: string }
  /** Whether paper is printed on both sides: then each letter begins on a sheet of its own. */
  readonly bothSides: boolean
  readonly letters: readonly {
    /** The lines of the envelope's address. */
    readonly to: readonly string[]
    readonly date: string
    readonly subject: string
    readonly paragraphs: readonly string[]
    /** The lines under a signature: name, position, school. None where the letter is not signed. */
    readonly signed: readonly string[]
    readonly language: string
    readonly rightToLeft: boolean
  }[]
}

/** What a layout is given, for whoever writes one. */
export const LAYOUT_FIELDS: readonly (readonly [string, string])[] = [
  ['data.title', 'the title of the whole file: set it as the document’s'],
  ['data.school.name', 'the school’s name'],
  ['data.school.address', 'its address in one line'],
  ['data.school.telephone', 'its telephone number'],
  ['data.bothSides', 'true where paper is printed on both sides: begin each letter on an odd page then'],
  ['data.letters', 'the letters, one after the other'],
  ['letter.to', 'the lines of the address'],
  ['letter.date', 'the day, such as Monday 23 November 2026'],
  ['letter.subject', 'what it is about: its heading'],
  ['letter.paragraphs', 'what it says, paragraph by paragraph'],
  ['letter.signed', 'the lines under the signature: name, position, school'],
  ['letter.language', 'the language, such as en or pl'],
  ['letter.rightToLeft', 'true for Arabic and others'],
]

const LONG = Array.from(
  { length: 9 },
  (_, at) =>
    `In week ${at + 1} we would like to speak with you about what helps: a calm start in the library, a taxi while the bus is away, lunch with a friend. Say what you think of it. Nothing is decided without you, and you may change your mind at any time. Whatever you tell us stays with the few people who need to know it, and we write down what we promised.`,
)

/**
 * Made-up letters with every part that a layout has to print: signed by different people, one of two pages, one that nobody signs. No school, person
 * or address is real.
 */
export const SAMPLE_LETTERS: LettersData = {
  title: '3 letters',
  school: {
    name: 'Thistledown School',
    address: '7 Quillfeather Lane, Marrowby, ZZ1 1ZZ',
    telephone: '01632 960099',
  },
  bothSides: false,
  letters: [
    {
      to: ['Ms Wilhelmina Oakapple', '14 Larkspur Terrace', 'Marrowby', 'ZZ2 3ZZ'],
      date: 'Monday 23 November 2026',
      subject: 'How Juniper can be in school more',
      paragraphs: [
        'Dear Ms Oakapple',
        'Since 3 September 2026 Juniper missed 11 and a half days of school: 23 of 118 half days. We know that some absence cannot be helped.',
        'Is something at school or at home making it hard to come? Please speak to Mrs Fennimore by Friday 4 December 2026. You can also ring 01632 960099.',
        'Yours sincerely',
      ],
      signed: ['Peregrine Hollowell', 'Attendance officer', 'Thistledown School'],
      language: 'en',
      rightToLeft: false,
    },
    {
      to: ['Mr Bartholomew Underhay', '2 Candlewick Yard', 'Marrowby', 'ZZ4 5ZZ'],
      date: 'Tuesday 24 November 2026',
      subject: 'Could we meet about Clementine?',
      paragraphs: [
        'Dear Mr Underhay',
        'We would like to meet you and Clementine, and make a plan that works for you all. You may bring a friend.',
        ...LONG,
        'Yours sincerely',
      ],
      signed: ['Ottoline Brackenbury', 'Head of year 9', 'Thistledown School'],
      language: 'en',
      rightToLeft: false,
    },
    {
      to: ['Mx Cosimo Thornapple', 'Flat 3', '9 Saltmarsh Row', 'Marrowby', 'ZZ6 7ZZ'],
      date: 'Wednesday 25 November 2026',
      subject: 'Good news of Peony',
      paragraphs: ['Dear Mx Thornapple', 'Peony came to school every day of the last three weeks. Thank you.'],
      signed: [],
      language: 'en',
      rightToLeft: false,
    },
  ],
}

/** What every letter has to show, and what it is called where it is missing. */
function partsOf({ letters, school }: LettersData): readonly (readonly [string, readonly string[]])[] {
  return [
    ['the school’s name (data.school.name)', [school.name]],
    ['the address of whoever it goes to (letter.to)', letters.flatMap(({ to }) => to)],
    ['the date (letter.date)', letters.map(({ date }) => date)],
    ['the heading (letter.subject)', letters.map(({ subject }) => subject)],
    ['what the letter says (letter.paragraphs)', letters.flatMap(({ paragraphs }) => paragraphs)],
    ['who signs it (letter.signed)', letters.flatMap(({ signed }) => signed.slice(0, 2))],
  ]
}

/** What a layout leaves out of the letters that it was given, in words; nothing where all is there. @param text all that can be read in its pages. */
export function leftOut(text: string, of: LettersData): readonly string[] {
  const read = squeezed(text)
  return partsOf(of).flatMap(([name, words]) => (words.every((one) => isRead(squeezed(one), read)) ? [] : [name]))
}

/** Also where a page ends within it, and what stands at the foot of that page and the head of the next comes between. */
function isRead(words: string, text: string): boolean {
  if (text.includes(words)) return true
  return Array.from(words).some((_, at) => {
    const begins = at === 0 ? -1 : text.indexOf(words.slice(0, at))
    return begins !== -1 && text.includes(words.slice(at), begins + at)
  })
}

/** Whether letters that are set together read as each does by itself: then nothing of one family stands in the letter of another. */
export function isEachItsOwn(together: string, alone: readonly string[]): boolean {
  return squeezed(together) === alone.map(squeezed).join('')
}

export const OTHERS_WORDS =
  'One family’s letter would show another’s words: set together, letters have to read as each does by itself. Look for a header or page number that runs on from letter to letter, and for a letter that is picked by its number'

/** Lines are broken anywhere, and blanks are lost between them. */
function squeezed(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s­]+/gu, '')
}

const REACHES_OUT = /(?<![\p{L}\p{N}_-])(import|include|read|plugin|eval|bibliography)(?![\p{L}\p{N}_-])/u

/**
 * Why a layout is not even tried, in plain words: it would read other files or load packages. The compiler has neither files nor a network; this says
 * so before, by line. Words within what a letter says come as data and are never looked at.
 */
export function reachesOut(source: string): string | undefined {
  for (const [at, line] of withoutComments(source).split('\n').entries()) {
    const word = REACHES_OUT.exec(line)?.[1]
    if (word !== undefined)
      return `Line ${at + 1}: “${word}” is not allowed. A layout stands by itself: it reads no other file and loads no package.`
  }
  return undefined
}

/** Only what is a comment for certain: where a quotation mark follows, “//” may stand in a text that ends there, and the rest of the line be code. */
function withoutComments(source: string): string {
  return source.replaceAll(/(?<=^|\s)\/\/(?:(?!\*\/)[^\n"`])*$/gm, '')
}

/** A fault that the compiler found. `line` from 1; null where it says none. */
export interface LayoutFault {
  readonly line: number | null
  readonly message: string
}

export function faultInWords({ line, message }: LayoutFault): string {
  const said = message.replace(/ \(searched at [^)]*\)/, ': a layout has no files beside it')
  const ua = /^PDF\/UA-1 error: (.*)$/.exec(message)?.[1]
  const words = ua === undefined ? said : `it could not be read aloud by a screen reader (PDF/UA-1): ${ua}`
  return `${line === null ? '' : `Line ${line}: `}${words}.`.replace(/\.\.$/, '.')
}
