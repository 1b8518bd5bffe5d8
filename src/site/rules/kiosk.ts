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
 * Who of the school may be standing at the kiosk. Each word of letters must begin one of the names, and there must be three
 * letters of them; a word with a figure in it (9A) must begin the form's name. Never a list of more than five.
 */
export function findAtKiosk<Pupil extends KioskPupil>(pupils: readonly Pupil[], typed: string): KioskFound<Pupil> {
  const words = typed
    .split(/[\s,]+/)
    .map(plain)
    .filter((word) => word !== '')
  const forms = words.filter((word) => /\d/.test(word))
  const names = words.filter((word) => !/\d/.test(word))
  if (names.join('').length < KIOSK_LETTERS) return { found: [], state: 'too short' }
  const found = pupils.filter((pupil) => {
    const own = `${pupil.preferredName} ${pupil.familyName}`.split(/[\s-]+/).map(plain)
    const form = plain(pupil.groupName ?? '')
    return (
      names.every((word) => own.some((name) => name.startsWith(word))) && forms.every((word) => form.startsWith(word))
    )
  })
  if (found.length === 0) return { found, state: 'nobody' }
  if (found.length > KIOSK_MOST) return { found: [], state: 'too many' }
  const inOrder = found.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'en-GB'))
  return { found: inOrder, state: 'found' }
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
