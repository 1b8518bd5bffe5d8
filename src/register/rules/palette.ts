import type { Day } from '../../kernel/day.ts'
import type { Half, Session } from '../../kernel/session.ts'
import { type Code, type CodeMeaning, codesInUseOn, meaningOf } from '../../law/codes.ts'
import type { Act, MarkDetails } from '../contract.ts'
import { isHidden, recordedBeside, shownTo, type Viewer } from './showing/withholding.ts'
import type { Standing } from './standing.ts'

/** The mark of a pupil who was there when the register was taken. */
export function slashOf(half: Half): Code {
  return half === 'AM' ? '/' : '\\'
}

const OTHER_SLASH: Readonly<Record<Half, Code>> = { AM: '\\', PM: '/' }

/**
 * The codes that a caller may enter for a session: a teacher says present, late or absent; the office, who hear the reasons,
 * may use every code in force on the day.
 */
export function paletteFor(session: Session, anyCode: boolean): readonly CodeMeaning[] {
  const teacher: readonly Code[] = [slashOf(session.half), 'L', 'N']
  return codesInUseOn(session.day).filter(
    (meaning) => meaning.code !== OTHER_SLASH[session.half] && (anyCode || teacher.includes(meaning.code)),
  )
}

/** Acts after which only the office may change a mark: each rests on more than a look around the room. */
const OUTRANKS_A_TEACHER: Readonly<Partial<Record<Act, string>>> = {
  planned: 'planned ahead',
  'school-closed': 'the school was marked as closed',
  amended: 'amended by the office',
  'signed-in': 'signed in at the desk',
}

/**
 * Why a caller cannot change a standing mark while taking a register, as the end of a sentence; undefined where they can.
 * The office may change all of them. It says no more than the caller may know.
 */
export function lockOf(
  standing: Standing | undefined,
  session: Session,
  caller: Viewer & { readonly anyCode: boolean },
): string | undefined {
  if (standing === undefined || standing.byte === 0 || caller.anyCode) return undefined
  const { entry, code, details } = standing
  if (isHidden(shownTo(caller, code))) return 'arranged by the office, which holds the details'
  const why = OUTRANKS_A_TEACHER[entry.act]
  const shown = recordedBeside(caller, { by: entry.by, details, reason: entry.reason })
  const reason = shown.withheld ? ': the office holds the details' : shown.reason === null ? '' : `: ${shown.reason}`
  if (why !== undefined) return `${why} (${entry.by.name})${reason}`
  const own = paletteFor(session, false).some((meaning) => meaning.code === code)
  return own ? undefined : `entered by ${entry.by.name}, ${entry.by.position}${reason}`
}

/** Details that may stand beside any code, on top of those that the code table asks for. */
const BESIDE_ANY_CODE = ['note', 'arrival_time', 'minutes_late', 'reason']

/** The keys among these details that say nothing about this code on this day; a slip that must not be kept as a fact. */
export function strangeDetails(code: Code, on: Day, details: MarkDetails): readonly string[] {
  const meaning = meaningOf(code, on)
  const known = meaning.ok ? meaning.value.details.filter((detail) => !detail.derived).map((detail) => detail.key) : []
  return Object.keys(details).filter((key) => !known.includes(key) && !BESIDE_ANY_CODE.includes(key))
}
