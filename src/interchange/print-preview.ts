import type { Counts } from './contract/shapes.ts'
import { gapSentences } from './gaps.ts'
import type { PreviewRow } from './rules/compare-roster.ts'
import type { Question } from './rules/questions.ts'

type Say = (line: string) => void

const MOST_PRINTED = 40

/** What the files do not say, and the option that answers it. */
export function printQuestions(questions: readonly Question[], say: Say): void {
  for (const question of questions) for (const line of questionLines(question)) say(line)
}

function questionLines(question: Question): readonly string[] {
  switch (question.kind) {
    case 'date-order':
      return [
        `\n? The file does not say whether day or month comes first in its dates (${question.ambiguous} of them). Answer with --dates day-first or --dates month-first.`,
        ...(['day-first', 'month-first'] as const)
          .filter((order) => question.impossible[order].count > 0)
          .map((order) => {
            const { count, rows, example } = question.impossible[order]
            return `  ${order} cannot be right for ${count} of them: ${rows.join(', ')}${count > rows.length ? ' …' : ''} (such as ${example})`
          }),
        ...question.samples.map(
          ({ name, text, dayFirst, monthFirst }) => `  ${name}, ${text}: ${dayFirst} or ${monthFirst}`,
        ),
      ]
    case 'school':
      return [
        '\n? Which school of the files is this one? Answer with --from.',
        ...question.schools.map(({ id, name, pupils }) => `  --from ${id}   ${name}, ${pupils} pupils`),
      ]
    case 'grades': {
      const map = (key: 'same' | 'american') =>
        question.grades.map((one) => `${one.grade}=${one[key] ?? 'left'}`).join(',')
      return [
        '\n? Which year group is each grade? Answer with --grades.',
        `  --grades ${map('same')}   where the numbers are English year groups`,
        `  --grades ${map('american')}   where they are American grades`,
      ]
    }
    case 'groups':
      return [
        '\n? Which classes are registration groups? Answer with --groups none, --groups year-groups, or the ids.',
        ...question.classes.slice(0, MOST_PRINTED).map(({ id, name, pupils }) => `  ${id}   ${name}, ${pupils} pupils`),
      ]
    case 'starting-day':
      return [`\n? ${question.pupils} new pupils have no starting day. Answer with --starting YYYY-MM-DD.`]
    case 'year-by-age':
      return [`\n? ${question.pupils} new pupils have no year group. Answer with --year-by-age, or add a column.`]
    case 'sexes':
      return [
        `\n? ${question.pupils.length} new pupils have no sex. Add a column "Sex" with F or M to the file, or import it on the page.`,
      ]
  }
}

/** Counts, remarks, and the rows that change something or want attention. */
export function printPreview(
  preview: {
    readonly rows: readonly PreviewRow[]
    readonly counts: Counts
    readonly gaps: Readonly<Record<string, number>>
    readonly notes: readonly string[]
  },
  say: Say,
): void {
  const { counts, rows } = preview
  say(
    `  ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.leaving} on roll but not in the files, ${counts.aside} passed over`,
  )
  for (const note of [...preview.notes, ...gapSentences(preview.gaps)]) say(`  ${note}`)
  const troubled = rows.filter(({ problems }) => problems.length > 0)
  if (troubled.length > 0) say(`\n${counts.stop} rows stop the import, ${counts.check} are to be checked:`)
  for (const row of troubled.slice(0, MOST_PRINTED))
    for (const { level, column, text } of row.problems)
      say(
        `  ${level === 'stop' ? '✕' : '!'} line ${row.line}, ${row.name}${column === '' ? '' : `, ${column}`}: ${text}`,
      )
  if (troubled.length > MOST_PRINTED) say(`  … and ${troubled.length - MOST_PRINTED} more`)
  const changed = rows.filter(({ kind }) => kind === 'changed')
  if (changed.length > 0) say('\nChanges:')
  for (const row of changed.slice(0, MOST_PRINTED))
    say(`  ${row.name}: ${row.changes.map(({ what, from, to }) => `${what} from ${from} to ${to}`).join('; ')}`)
  if (changed.length > MOST_PRINTED) say(`  … and ${changed.length - MOST_PRINTED} more`)
}
