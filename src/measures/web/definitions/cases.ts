import text from '../../rules/definitions/definition-vectors.csv?raw'

/** One check of a definition, as the file of vectors has it. */
export interface Case {
  readonly key: string
  readonly shows: string
  readonly marks: string
  readonly countedTo: string
  readonly possible: string
  readonly absent: string
  /** "persistently absent", "not counted: too old". */
  readonly says: string
}

/** The checks of a definition. */
export function casesOf(id: string): readonly Case[] {
  return casesIn(text).filter(({ definition }) => definition === id)
}

/** Reads the file: a line a check, no comma within a cell; what a pupil’s first line says of them holds for the lines below with the same name. */
export function casesIn(file: string): readonly (Case & { readonly definition: string })[] {
  const lines = file.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const names = (lines[0] ?? '').split(',')
  const marksOf = new Map<string, string>()
  return lines.slice(1).map((line, at) => {
    const cells = line.split(',')
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const marks = cell('marks') || (marksOf.get(cell('pupil')) ?? '')
    marksOf.set(cell('pupil'), marks)
    return {
      key: String(at),
      definition: cell('definition'),
      shows: `${cell('pupil')}: ${cell('shows')}`,
      marks,
      countedTo: cell('counted to'),
      possible: cell('possible'),
      absent: cell('absent'),
      says: saysOf(cell),
    }
  })
}

function saysOf(cell: (name: string) => string): string {
  const counted = cell('counted')
  if (counted.startsWith('no: ')) return `not counted: ${counted.slice(4)}`
  if (counted === 'apart') return 'counted apart, with rates only'
  if (counted !== 'yes') return counted
  if (cell('severe') === 'yes') return 'severely absent'
  return cell('persistent') === 'yes' ? 'persistently absent' : 'neither persistently nor severely absent'
}
