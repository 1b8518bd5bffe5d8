import { fullName } from '../../kernel/names.ts'

/** As much of a pupil as the kiosk may know. */
export interface KioskPupil {
  readonly preferredName: string
  readonly familyName: string
  readonly groupName: string | null
}

/** Letters of a name that must be typed before anybody is shown: nobody leafs through the roll at the entrance. */
export const KIOSK_LETTERS = 3
/** More than so many, and nobody is shown: type more of the name, or the form. */
export const KIOSK_MOST = 5

export interface KioskFound<Pupil> {
  readonly found: readonly Pupil[]
  readonly state: 'too short' | 'nobody' | 'too many' | 'found'
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}'’.-]/gu, '')
    .toLowerCase()
    .trim()
}

/**
 * Who of the school may be standing at the kiosk. Each word of letters must begin a name of its own, and one of them must have three
 * letters, or all of them be whole names (“Bo Li”); a word with a figure in it (9A) must begin the form's name. Never a list of more
 * than five.
 */
export function findAtKiosk<Pupil extends KioskPupil>(pupils: readonly Pupil[], typed: string): KioskFound<Pupil> {
  const typedWords = typed.split(/[\s,]+/)
  const forms = typedWords.filter((word) => /\d/.test(word)).map(plain)
  const names = wordsOf(typedWords.filter((word) => !/\d/.test(word)).join(' '))
  if (names.join('').length < KIOSK_LETTERS) return { found: [], state: 'too short' }
  // Letters of several words are not added up: “b b b” would show everybody whose name begins with B.
  const whole = names.every((word) => word.length < KIOSK_LETTERS)
  const found = pupils.filter((pupil) => {
    const form = plain(pupil.groupName ?? '')
    const own = wordsOf(`${pupil.preferredName} ${pupil.familyName}`)
    return isNamedBy(own, names, whole) && forms.every((word) => form.startsWith(word))
  })
  if (found.length === 0) return { found, state: whole ? 'too short' : 'nobody' }
  if (found.length > KIOSK_MOST) return { found: [], state: 'too many' }
  const inOrder = found.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'en-GB'))
  return { found: inOrder, state: 'found' }
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(/[\s-]+/)
    .map(plain)
    .filter((word) => word !== '')
}

/** Whether each word begins, or with `whole` is, another of the names. */
function isNamedBy(names: readonly string[], [word, ...others]: readonly string[], whole: boolean): boolean {
  if (word === undefined) return true
  return names.some(
    (name, at) => (whole ? name === word : name.startsWith(word)) && isNamedBy(names.toSpliced(at, 1), others, whole),
  )
}

export function nameOf({ preferredName, familyName }: Pick<KioskPupil, 'preferredName' | 'familyName'>): string {
  return fullName(preferredName, familyName)
}

/** What a pupil reads whom the kiosk cannot sign in. It says nothing about anybody's marks: whoever stands there may not be that pupil. */
export function kioskRefusal(code: string): string {
  if (code === 'register.not-late') return 'You are not late. Go to your tutor, who will mark you present.'
  if (code === 'register.day-over' || code === 'register.no-session') return 'School is over for today.'
  return 'Please speak to reception. They will sign you in.'
}

/** What a pupil reads who is signed in: plain, and no code. */
export function kioskWelcome(of: { readonly preferredName: string; readonly time: string; readonly back: boolean }) {
  return of.back
    ? `Welcome back, ${of.preferredName}. You are signed in at ${of.time}.`
    : `Thank you, ${of.preferredName}. You are signed in at ${of.time}. Go to your lesson now.`
}
